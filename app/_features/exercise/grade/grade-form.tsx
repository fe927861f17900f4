"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { countedPoints, formatPoints } from "#app/_lib/format-points.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import type { AnswerPoints } from "#models/grading/answer-points.ts";
import { freePointsOf } from "#models/grading/free-points-of.ts";
import { keptLevels } from "#models/grading/kept-levels.ts";
import type { Pin } from "#models/grading/pin.ts";
import type { ChosenLevels } from "#models/grading/rubric.ts";
import { tellStartingPoint } from "#models/weights/tell-starting-point.ts";
import type { Submission } from "#server/contract/submission.ts";
import { Moment } from "../moment.tsx";
import { AnswersFields } from "./answers-fields.tsx";
import { PinsFields } from "./pins-fields.tsx";
import { RubricFields } from "./rubric-fields.tsx";

type GradeFormProps = {
  submission: Submission;
  /** Where it stands in a dialog; on a page of its own it stays. */
  onClose?: () => void;
};

/** Points by hand or by the rubric, and comments: a draft until it is released. */
export function GradeForm({ submission, onClose }: GradeFormProps) {
  const { id: submissionId, user, hasRun, startedFrom, maxFreePoints, grades, rubric } = submission;
  const start = startedFrom === null ? "" : ` Started from ${tellStartingPoint(startedFrom)}.`;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [newest] = grades;
  const [answerPoints, setAnswerPoints] = useState<AnswerPoints>(newest?.answerPoints ?? {});
  const [points, setPoints] = useState(newest === undefined ? 0 : freePointsOf(newest));
  // Levels of a criterion that was changed since mean something else now.
  const kept = newest === undefined ? {} : keptLevels(newest, rubric);
  const [levels, setLevels] = useState<ChosenLevels>(kept);
  const hasChanged = newest !== undefined && Object.keys(kept).length < Object.keys(newest.levels).length;
  const [comment, setComment] = useState(newest?.comment ?? "");
  const [pins, setPins] = useState<Pin[]>(newest?.pins ?? []);
  const grade = useMutation(
    trpc.submission.grade.mutationOptions({
      onSuccess: (given) => {
        if (onClose === undefined) {
          toast.success(given.grades[0]?.isReleased === true ? "Released." : "Saved as a draft.");
        } else onClose();
      },
      onSettled: () =>
        Promise.all(
          [trpc.submission.pathKey(), trpc.gradebook.pathKey()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        ),
    }),
  );
  // What was begun and left empty is not sent.
  const written = pins.filter(({ text }) => text.trim() !== "");
  const give = (isReleased: boolean) =>
    grade.mutate({ submissionId, points, levels, answerPoints, comment, isReleased, pins: written });

  const fields = (
    <div className="flex flex-col gap-4">
      <FormError>{grade.error === null ? undefined : explainError(grade.error).message}</FormError>
      <AnswersFields answers={submission.answers} points={answerPoints} onChange={setAnswerPoints} />
      {hasChanged && (
        <p className="text-sm text-warning-text">
          The rubric was changed since the last grade. Judge what has no level anew; the grade before stays as
          it was.
        </p>
      )}
      {rubric.length > 0 ? (
        <RubricFields rubric={rubric} levels={levels} onChange={setLevels} />
      ) : (
        maxFreePoints > 0 && (
          <Field label={`Points by hand, of ${formatPoints(maxFreePoints)}`}>
            <NumberField
              min={0}
              max={maxFreePoints}
              value={points}
              onValueChange={(value) => setPoints(value ?? 0)}
            />
          </Field>
        )
      )}
      <Field label="Comment" hint="The learner reads it once it is released.">
        <Textarea value={comment} onValueChange={setComment} maxLength={5000} />
      </Field>
      {hasRun && <PinsFields {...{ submissionId, pins }} onChange={setPins} />}
      {onClose !== undefined && grades.length > 0 && (
        <ul aria-label="What was given before" className="flex flex-col gap-1.5 text-[0.8125rem]">
          {grades.map((each) => (
            <li key={each.id} className="num text-muted-foreground">
              {countedPoints(each.points)}, {each.isReleased ? "released" : "draft"}, by{" "}
              {each.gradedBy ?? "a former instructor"}, <Moment at={each.createdAt} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
  const buttons = (
    <>
      <Button variant="secondary" disabled={grade.isPending} onClick={() => give(false)}>
        Save as a draft
      </Button>
      <Button isBusy={grade.isPending} onClick={() => give(true)}>
        Release
      </Button>
    </>
  );
  if (onClose === undefined) {
    return (
      <Card aria-label="Grade">
        <CardHeader>
          <CardTitle>Grade</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-col gap-4">
          {fields}
          <div className="flex flex-wrap justify-end gap-2">{buttons}</div>
        </CardContent>
      </Card>
    );
  }
  return (
    <DialogContent
      title={`Grade ${user.name}`}
      description={`${whatIs(submission)}.${start}`}
      className="w-[min(38rem,calc(100vw-2rem))]"
      footer={buttons}
    >
      {fields}
    </DialogContent>
  );
}

function whatIs({ isConcealed, number, runName }: Submission): string {
  if (isConcealed) return "Whose it is shows once a grade is released";
  return `Submission ${number}${runName === null ? "" : `, “${runName}”`}`;
}
