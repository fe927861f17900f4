"use client";

import { formatPoints } from "#app/_lib/format-points.ts";
import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import type { AnswerPoints } from "#models/grading/answer-points.ts";
import type { Submission } from "#server/contract/submission.ts";

type AnswersFieldsProps = {
  answers: Submission["answers"];
  points: AnswerPoints;
  onChange: (points: AnswerPoints) => void;
};

/** Answers that a person judges, each with its points; those without points belong to the rubric. */
export function AnswersFields({ answers, points, onChange }: AnswersFieldsProps) {
  const judged = answers.filter(({ isByHand }) => isByHand);
  if (judged.length === 0) return null;
  return (
    <ul aria-label="Answers to judge" className="flex flex-col gap-4">
      {judged.map(({ questionId, prompt, told, expected, maxPoints }) => (
        <li key={questionId} className="flex flex-col gap-2 rounded-lg border border-border p-3 text-sm">
          <p className="font-medium wrap-break-word whitespace-pre-line">{prompt}</p>
          <p className="max-h-64 overflow-y-auto wrap-break-word whitespace-pre-line">
            {told === "" ? <span className="text-muted-foreground">Not answered</span> : told}
          </p>
          {expected !== null && expected !== "" && (
            <p className="text-[0.8125rem] wrap-break-word whitespace-pre-line text-muted-foreground">
              A good answer: {expected}
            </p>
          )}
          {maxPoints > 0 && (
            <Field label={`Points, of ${formatPoints(maxPoints)}`} className="max-w-48">
              <NumberField
                min={0}
                max={maxPoints}
                value={points[questionId] ?? null}
                onValueChange={(value) => {
                  const { [questionId]: _, ...others } = points;
                  onChange(value === null ? others : { ...others, [questionId]: value });
                }}
              />
            </Field>
          )}
        </li>
      ))}
    </ul>
  );
}
