"use client";

import dynamic from "next/dynamic";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import type { Answer } from "#models/exercises/questions/answer.ts";
import { inOwnOrder } from "#models/exercises/questions/in-own-order.ts";
import { MAX_ANSWER_LENGTH } from "#models/exercises/questions/limits.ts";
import type { ChoiceQuestion, Matrix, Question } from "#models/exercises/questions/question.ts";
import { readAnswerNumber } from "#models/exercises/questions/read-answer-number.ts";
import { MatrixTable } from "./matrix-table.tsx";

// Few exercises ask for a result of the vision lab, and what it has kept is in the browser alone.
const LabField = dynamic(async () => (await import("./lab-field.tsx")).LabField, {
  ssr: false,
  loading: () => <Skeleton className="h-24" />,
});

type QuestionFieldProps = {
  question: Question;
  answer: Answer | undefined;
  userId: string;
  /** Of the run that is chosen; a text says why there is none. */
  ownMatrix: Matrix | string;
  /** Undefined where it is taken back. */
  onChange: (answer: Answer | undefined) => void;
};

/** Where one question is answered. Its text stands above it. */
export function QuestionField({ question, answer, userId, ownMatrix, onChange }: QuestionFieldProps) {
  switch (question.kind) {
    case "choice":
      return (
        <Choice
          {...{ question, userId }}
          chosen={answer?.kind === "choice" ? answer.chosen : []}
          onChange={(chosen) => onChange({ kind: "choice", chosen })}
        />
      );
    case "number":
      return (
        <NumberAnswer
          unit={question.unit}
          text={answer?.kind === "number" ? answer.text : ""}
          onChange={(text) => onChange({ kind: "number", text })}
        />
      );
    case "cell": {
      const matrix = question.matrix.kind === "given" ? question.matrix.of : ownMatrix;
      if (typeof matrix === "string") return <p className="text-sm text-muted-foreground">{matrix}</p>;
      const chosen = answer?.kind === "cell" ? answer : null;
      return (
        <div className="flex flex-col gap-1">
          <MatrixTable
            label={`Matrix of the question “${question.prompt}”`}
            matrix={matrix}
            chosen={chosen === null ? [] : [chosen]}
            onChoose={(cell) => onChange({ kind: "cell", ...cell })}
          />
          <p aria-live="polite" className="text-[0.8125rem] text-muted-foreground">
            {chosen === null
              ? "Press the cell that answers it. Rows are what is shown, columns what the network says."
              : `Chosen: row ${chosen.row}, column ${chosen.column}`}
          </p>
        </div>
      );
    }
    case "text":
      return (
        <Field label="Your answer">
          <Textarea
            value={answer?.kind === "text" ? answer.text : ""}
            maxLength={MAX_ANSWER_LENGTH}
            onValueChange={(text) => onChange({ kind: "text", text })}
          />
        </Field>
      );
    case "detection":
    case "mask":
    case "video-count":
      return <LabField {...{ question, answer, onChange }} />;
  }
}

type ChoiceProps = {
  question: ChoiceQuestion;
  chosen: readonly string[];
  userId: string;
  onChange: (chosen: string[]) => void;
};

function Choice({ question, chosen, userId, onChange }: ChoiceProps) {
  const { id: questionId, options, isSeveral, isShuffled, prompt } = question;
  const shown = isShuffled ? inOwnOrder(options, `${userId} ${questionId}`) : options;
  return (
    <fieldset className="flex flex-col gap-1 text-sm">
      <legend className="sr-only">{prompt}</legend>
      {isSeveral && <p className="text-[0.8125rem] text-muted-foreground">Several may be right.</p>}
      {shown.map(({ id, text }) => (
        <label key={id} className="flex min-h-8 items-center gap-2">
          <input
            type={isSeveral ? "checkbox" : "radio"}
            name={`answer-${questionId}`}
            className="size-4 shrink-0 accent-primary"
            checked={chosen.includes(id)}
            onChange={(event) => {
              const others = isSeveral ? chosen.filter((each) => each !== id) : [];
              onChange(event.target.checked ? [...others, id] : others);
            }}
          />
          <span className="min-w-0 wrap-break-word">{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

type NumberAnswerProps = { unit: string; text: string; onChange: (text: string) => void };

function NumberAnswer({ unit, text, onChange }: NumberAnswerProps) {
  const read = text.trim() === "" ? null : readAnswerNumber(text, unit);
  const label = unit === "" ? "Your answer" : `Your answer, in ${unit}`;
  return (
    <Field
      label={label}
      className="max-w-64"
      error={read?.ok === false ? read.reason : undefined}
      hint={
        read?.ok === true ? `Read as ${read.value}${unit === "" ? "" : ` ${unit}`}` : "A comma or a point"
      }
    >
      <Input inputMode="decimal" autoComplete="off" maxLength={60} value={text} onValueChange={onChange} />
    </Field>
  );
}
