"use client";

import dynamic from "next/dynamic";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import type { AnswerKey } from "#models/exercises/questions/answer-key.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import { CellFields } from "./cell-fields.tsx";
import { ChoiceFields } from "./choice-fields.tsx";
import { NumberText } from "./number-text.tsx";

// Few exercises ask for a result of the vision lab, and what it has kept is in the browser alone.
const VisionFields = dynamic(async () => (await import("./vision-fields.tsx")).VisionFields, {
  ssr: false,
  loading: () => <Skeleton className="h-40" />,
});

type RightFieldsProps = {
  question: Question;
  answer: AnswerKey | undefined;
  isNetworkAsked: boolean;
  onChange: (question: Question, key: AnswerKey) => void;
};

/** What a question of each kind lets an instructor choose, and what is right about it. */
export function RightFields({ question, answer: key, isNetworkAsked, onChange }: RightFieldsProps) {
  if (key === undefined) return null;
  const hint = (
    <Field label={key.kind === "text" ? "For who marks it" : "Where it is not right"}>
      {key.kind === "text" ? (
        <Textarea
          value={key.message}
          maxLength={2000}
          className="min-h-16"
          placeholder="What a good answer has. Learners do not see it."
          onValueChange={(message) => onChange(question, { ...key, message })}
        />
      ) : (
        <Input
          value={key.message}
          maxLength={500}
          placeholder="A hint for the learner"
          onValueChange={(message) => onChange(question, { ...key, message })}
        />
      )}
    </Field>
  );
  if (question.kind === "choice" && key.kind === "choice") {
    return (
      <>
        <ChoiceFields question={question} answer={key} onChange={onChange} />
        {hint}
      </>
    );
  }
  if (question.kind === "number" && key.kind === "number") {
    const { kind, by } = key.tolerance;
    const shown = kind === "relative" ? Number((by * 100).toFixed(6)) : by;
    const setBy = (value: number) =>
      onChange(question, { ...key, tolerance: { kind, by: kind === "relative" ? value / 100 : value } });
    return (
      <>
        <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <Field label="Right is">
            <NumberText value={key.value} onValueChange={(value) => onChange(question, { ...key, value })} />
          </Field>
          <Field label="Unit" hint="Shown beside the field.">
            <Input
              value={question.unit}
              maxLength={20}
              onValueChange={(unit) => onChange({ ...question, unit }, key)}
            />
          </Field>
          <Field label="Give or take">
            <NumberField min={0} max={1e9} value={shown} onValueChange={(value) => setBy(value ?? 0)} />
          </Field>
          <Field label="Which is">
            <Select
              value={kind}
              onValueChange={(next) => onChange(question, { ...key, tolerance: { kind: next, by: 0 } })}
              options={[
                { value: "absolute", label: "In the same unit" },
                { value: "relative", label: "Percent of it" },
              ]}
            />
          </Field>
        </div>
        {hint}
      </>
    );
  }
  if (question.kind === "cell" && key.kind === "cell") {
    return (
      <>
        <CellFields question={question} answer={key} {...{ isNetworkAsked, onChange }} />
        {hint}
      </>
    );
  }
  if (question.kind !== "text") {
    return (
      <>
        <VisionFields {...{ question, onChange }} answer={key} />
        {hint}
      </>
    );
  }
  return (
    <>
      <p className="text-[0.8125rem] text-muted-foreground">
        Judged by hand: by these points, or with 0 points by the rubric.
      </p>
      {hint}
    </>
  );
}
