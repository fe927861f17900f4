"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { Button, buttonVariants } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#app/_ui/menu.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import type { AnswerKey, AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { MAX_QUESTIONS } from "#models/exercises/questions/limits.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import { newQuestion, QUESTION_KINDS, QUESTION_LABELS } from "./new-question.ts";
import { RightFields } from "./right-fields.tsx";

type Asking = Pick<ExerciseContent, "questions" | "solutions" | "isNetworkAsked">;

type QuestionsFormProps = {
  asking: Asking;
  keys: AnswerKeys;
  onChange: (questions: Question[], keys: AnswerKeys) => void;
  onChangeSolutions: (solutions: Asking["solutions"]) => void;
};

/** Questions beside a network or instead of one, and what is right about each. */
export function QuestionsForm({ asking, keys, onChange, onChangeSolutions }: QuestionsFormProps) {
  const { questions, solutions, isNetworkAsked } = asking;
  const change = (question: Question, key: AnswerKey | undefined) =>
    onChange(
      questions.map((each) => (each.id === question.id ? question : each)),
      key === undefined ? keys : { ...keys, [question.id]: key },
    );
  function remove({ id }: Question): void {
    const { [id]: _, ...left } = keys;
    onChange(
      questions.filter((each) => each.id !== id),
      left,
    );
  }
  function move(place: number, by: -1 | 1): void {
    const [moved, other] = [questions[place], questions[place + by]];
    if (moved === undefined || other === undefined) return;
    onChange(questions.with(place, other).with(place + by, moved), keys);
  }
  function add(kind: Question["kind"]): void {
    const { question, key } = newQuestion(kind, questions, isNetworkAsked);
    onChange([...questions, question], { ...keys, [question.id]: key });
  }
  return (
    <>
      {questions.length > 0 && (
        <ol aria-label="Questions" className="flex flex-col gap-3">
          {questions.map((question, place) => (
            <li key={question.id} className="flex flex-col gap-3 rounded-lg border border-border p-3">
              <div className="flex items-center gap-1">
                <span className="min-w-0 flex-1 text-sm font-medium">
                  {place + 1}. {QUESTION_LABELS[question.kind]}
                </span>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Move question ${place + 1} up`}
                  disabled={place === 0}
                  onClick={() => move(place, -1)}
                >
                  <ArrowUp aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Move question ${place + 1} down`}
                  disabled={place === questions.length - 1}
                  onClick={() => move(place, 1)}
                >
                  <ArrowDown aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Remove question ${place + 1}`}
                  onClick={() => remove(question)}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              <div className="grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,1fr)_9rem]">
                <Field label="Question">
                  <Textarea
                    value={question.prompt}
                    maxLength={2000}
                    className="min-h-16"
                    onValueChange={(prompt) => change({ ...question, prompt }, undefined)}
                  />
                </Field>
                <Field label="Points">
                  <NumberField
                    min={0}
                    max={1000}
                    value={question.points}
                    onValueChange={(points) => change({ ...question, points: points ?? 0 }, undefined)}
                  />
                </Field>
              </div>
              <RightFields {...{ question, isNetworkAsked }} answer={keys[question.id]} onChange={change} />
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-end justify-between gap-4">
        <Menu>
          <MenuTrigger
            disabled={questions.length >= MAX_QUESTIONS}
            className={buttonVariants({ variant: "secondary" })}
          >
            <Plus aria-hidden />
            Add a question
          </MenuTrigger>
          <MenuContent>
            {QUESTION_KINDS.map((kind) => (
              <MenuItem key={kind} onClick={() => add(kind)}>
                {QUESTION_LABELS[kind]}
              </MenuItem>
            ))}
          </MenuContent>
        </Menu>
        {questions.length > 0 && (
          <Field label="What is right is told" className="w-56">
            <Select
              value={solutions}
              onValueChange={onChangeSolutions}
              options={[
                { value: "never", label: "Never" },
                { value: "closed", label: "Once nothing is taken" },
              ]}
            />
          </Field>
        )}
      </div>
    </>
  );
}
