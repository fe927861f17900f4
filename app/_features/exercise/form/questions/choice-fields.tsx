"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Input } from "#app/_ui/input.tsx";
import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import { MAX_OPTIONS } from "#models/exercises/questions/limits.ts";
import type { ChoiceQuestion, Question } from "#models/exercises/questions/question.ts";
import { Toggle } from "./toggle.tsx";

type ChoiceKey = Extract<AnswerKey, { kind: "choice" }>;

type ChoiceFieldsProps = {
  question: ChoiceQuestion;
  answer: ChoiceKey;
  onChange: (question: Question, key: AnswerKey) => void;
};

export function ChoiceFields({ question, answer: key, onChange }: ChoiceFieldsProps) {
  const { id: questionId, options, isSeveral, isShuffled } = question;
  function mark(id: string, isRight: boolean): void {
    const others = isSeveral ? key.right.filter((each) => each !== id) : [];
    onChange(question, { ...key, right: isRight ? [...others, id] : others });
  }
  function add(): void {
    const taken = new Set(options.map(({ id }) => id));
    let number = 1;
    while (taken.has(`option-${number}`)) number += 1;
    onChange({ ...question, options: [...options, { id: `option-${number}`, text: "" }] }, key);
  }
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">Options; mark what is right</legend>
        {options.map(({ id, text }, place) => (
          <div key={id} className="flex items-center gap-2">
            <input
              type={isSeveral ? "checkbox" : "radio"}
              name={`right-${questionId}`}
              aria-label={`Option ${place + 1} is right`}
              className="size-4 shrink-0 accent-primary"
              checked={key.right.includes(id)}
              onChange={(event) => mark(id, event.target.checked)}
            />
            <Input
              aria-label={`Option ${place + 1}`}
              className="min-w-0 flex-1"
              value={text}
              maxLength={300}
              onValueChange={(next) =>
                onChange(
                  {
                    ...question,
                    options: options.map((each) => (each.id === id ? { id, text: next } : each)),
                  },
                  key,
                )
              }
            />
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Remove option ${place + 1}`}
              disabled={options.length <= 2}
              onClick={() =>
                onChange(
                  { ...question, options: options.filter((each) => each.id !== id) },
                  { ...key, right: key.right.filter((each) => each !== id) },
                )
              }
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        ))}
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          icon={<Plus aria-hidden />}
          disabled={options.length >= MAX_OPTIONS}
          onClick={add}
        >
          Add an option
        </Button>
      </fieldset>
      <div className="flex flex-wrap gap-x-6 gap-y-3 text-sm">
        <Toggle
          label="Several may be chosen"
          isOn={isSeveral}
          onChange={(next) =>
            onChange(
              { ...question, isSeveral: next },
              next ? key : { ...key, right: key.right.slice(0, 1), isPartial: false },
            )
          }
        />
        {isSeveral && (
          <Toggle
            label="Part of the points for part of it"
            isOn={key.isPartial}
            onChange={(isPartial) => onChange(question, { ...key, isPartial })}
          />
        )}
        <Toggle
          label="Each learner has an order of their own"
          isOn={isShuffled}
          onChange={(next) => onChange({ ...question, isShuffled: next }, key)}
        />
      </div>
    </>
  );
}
