"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { AnswersFields } from "#app/_features/exercise/grade/answers-fields.tsx";
import { RubricFields } from "#app/_features/exercise/grade/rubric-fields.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { formatPoints } from "#app/_lib/format-points.ts";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import { MAX_PEER_COMMENT } from "#models/peers/peer-limits.ts";
import type { ReviewedWork } from "#server/contract/peer.ts";

/** What one gives for somebody's submission, by what its instructor would mark it by. */
export function ReviewForm({ review }: { review: ReviewedWork }) {
  const { id: reviewId, rubric, maxFreePoints, isOpen, isDone, answers } = review;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [points, setPoints] = useState(isDone ? review.points : null);
  const [levels, setLevels] = useState(review.levels);
  const [answerPoints, setAnswerPoints] = useState(review.answerPoints);
  const [comment, setComment] = useState(review.comment);
  const mark = useMutation(
    trpc.peer.mark.mutationOptions({
      onSuccess: () => toast.success("Marked."),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.peer.pathKey() }),
    }),
  );
  const isFree = rubric.length === 0 && maxFreePoints > 0;
  return (
    <Card aria-label="Your marks">
      <CardHeader>
        <CardTitle>Your marks</CardTitle>
        {isDone ? <Badge tone="success">Marked</Badge> : <Badge tone="warning">To mark</Badge>}
      </CardHeader>
      <CardContent>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            mark.mutate({ reviewId, points: points ?? 0, levels, answerPoints, comment });
          }}
        >
          <FormError>{mark.error === null ? undefined : explainError(mark.error).message}</FormError>
          <fieldset disabled={!isOpen} className="flex min-w-0 flex-col gap-4">
            <AnswersFields answers={answers} points={answerPoints} onChange={setAnswerPoints} />
            {rubric.length > 0 && <RubricFields rubric={rubric} levels={levels} onChange={setLevels} />}
            {isFree && (
              <Field label={`Points, of ${formatPoints(maxFreePoints)}`}>
                <NumberField min={0} max={maxFreePoints} value={points} onValueChange={setPoints} />
              </Field>
            )}
            <Field
              label="Comment"
              hint="Who handed it in reads it once a grade is released, and is not told that it is yours."
            >
              <Textarea value={comment} onValueChange={setComment} maxLength={MAX_PEER_COMMENT} />
            </Field>
          </fieldset>
          {isOpen ? (
            <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
              <Button type="submit" isBusy={mark.isPending} disabled={isFree && points === null}>
                {isDone ? "Change the marks" : "Mark it"}
              </Button>
            </div>
          ) : (
            <p className="text-sm text-muted-foreground">
              The time for marking is over. {isDone ? "Your marks count as they are." : "It was not marked."}
            </p>
          )}
        </form>
      </CardContent>
    </Card>
  );
}
