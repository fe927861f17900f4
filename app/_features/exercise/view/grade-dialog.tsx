"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PencilLine } from "lucide-react";
import { useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { formatPoints } from "#app/_lib/format-points.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button, buttonVariants } from "#app/_ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import { tellStartingPoint } from "#models/weights/tell-starting-point.ts";
import type { Submission } from "#server/contract/submission.ts";
import { Moment } from "../moment.tsx";

/** Points by hand and a comment: a draft until it is released. */
export function GradeDialog({ submission }: { submission: Submission }) {
  const { id: submissionId, user, runName, startedFrom, maxHandPoints, grades } = submission;
  const start = startedFrom === null ? "" : ` Started from ${tellStartingPoint(startedFrom)}.`;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [newest] = grades;
  const [isOpen, setIsOpen] = useState(false);
  const [points, setPoints] = useState(newest?.points ?? 0);
  const [comment, setComment] = useState(newest?.comment ?? "");
  const grade = useMutation(
    trpc.submission.grade.mutationOptions({
      onSuccess: () => setIsOpen(false),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.submission.pathKey() }),
    }),
  );
  const give = (isReleased: boolean) => grade.mutate({ submissionId, points, comment, isReleased });

  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger
        aria-label={`Grade ${user.name}`}
        className={buttonVariants({ variant: "ghost", size: "icon-sm" })}
      >
        <PencilLine aria-hidden />
      </DialogTrigger>
      <DialogContent
        title={`Grade ${user.name}`}
        description={`Submission ${submission.number}, “${runName}”.${start}`}
        footer={
          <>
            <Button variant="secondary" disabled={grade.isPending} onClick={() => give(false)}>
              Save as a draft
            </Button>
            <Button isBusy={grade.isPending} onClick={() => give(true)}>
              Release
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <FormError>{grade.error === null ? undefined : explainError(grade.error).message}</FormError>
          {maxHandPoints > 0 && (
            <Field label={`Points by hand, of ${formatPoints(maxHandPoints)}`}>
              <NumberField
                min={0}
                max={maxHandPoints}
                value={points}
                onValueChange={(value) => setPoints(value ?? 0)}
              />
            </Field>
          )}
          <Field label="Comment" hint="The learner reads it once it is released.">
            <Textarea value={comment} onValueChange={setComment} maxLength={5000} />
          </Field>
          {grades.length > 0 && (
            <ul aria-label="What was given before" className="flex flex-col gap-1.5 text-[0.8125rem]">
              {grades.map((each) => (
                <li key={each.id} className="num text-muted-foreground">
                  {formatPoints(each.points)} points, {each.isReleased ? "released" : "draft"}, by{" "}
                  {each.gradedBy ?? "a former instructor"}, <Moment at={each.createdAt} />
                </li>
              ))}
            </ul>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
