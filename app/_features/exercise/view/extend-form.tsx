"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { Select } from "#app/_ui/select.tsx";
import { DAY_MS } from "#models/exercises/days.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";

const MAX_REASON = 500;
const STEPS = [
  { label: "1 day more", days: 1 },
  { label: "3 days more", days: 3 },
  { label: "A week more", days: 7 },
] as const;

type ExtendFormProps = { exercise: ExerciseDetails; dueAt: string; onClose: () => void };

/** Choose who, press how long: counted from the deadline that they have, or from now where that has passed. */
export function ExtendForm({ exercise, dueAt, onClose }: ExtendFormProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const learners = cohort.members.filter(({ role }) => role === "learner");
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const extend = useMutation(
    trpc.exercise.extend.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.exercise.pathKey() });
        onClose();
      },
    }),
  );
  const userId = chosen === "" ? (learners[0]?.id ?? "") : chosen;
  const own = exercise.extensions.find(({ user }) => user.id === userId)?.dueAt ?? null;

  function give(days: number): void {
    const from = Math.max(Date.parse(own ?? dueAt), Date.parse(exercise.now));
    const until = new Date(from + days * DAY_MS).toISOString();
    extend.mutate({ exerciseId: exercise.id, userId, dueAt: until, reason: reason.trim() });
  }

  return (
    <DialogContent
      title="More time for one learner"
      description="They see it at once, and it stays on record with your name."
      footer={
        <>
          {own !== null && (
            <Button
              variant="ghost"
              disabled={extend.isPending}
              onClick={() =>
                extend.mutate({ exerciseId: exercise.id, userId, dueAt: null, reason: reason.trim() })
              }
            >
              Take it back
            </Button>
          )}
          {STEPS.map(({ label, days }) => (
            <Button key={days} variant="secondary" disabled={extend.isPending} onClick={() => give(days)}>
              {label}
            </Button>
          ))}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormError>{extend.error === null ? undefined : explainError(extend.error).message}</FormError>
        <Field label="Learner">
          <Select
            value={userId}
            onValueChange={setChosen}
            options={learners.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <NameField
          label="Why (optional)"
          value={reason}
          onValueChange={setReason}
          max={MAX_REASON}
          hint="The learner reads it too."
        />
      </div>
    </DialogContent>
  );
}
