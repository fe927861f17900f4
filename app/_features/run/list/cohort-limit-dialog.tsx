"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import type { StorageInfo } from "#server/contract/storage.ts";

type CohortLimitDialogProps = {
  cohortId: string;
  storage: NonNullable<StorageInfo["cohort"]>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

const GB = 2 ** 30;

/** How much a cohort's runs and datasets may keep: its instructors' to say, within what the server gives. */
export function CohortLimitDialog({ cohortId, storage, isOpen, onOpenChange }: CohortLimitDialogProps) {
  const { quotaBytes, mostBytes } = storage;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [gigabytes, setGigabytes] = useState(quotaBytes / GB);
  const setLimit = useMutation(
    trpc.storage.setLimit.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.storage.pathKey() });
        onOpenChange(false);
      },
    }),
  );

  function handleOpenChange(next: boolean): void {
    onOpenChange(next);
    setGigabytes(quotaBytes / GB);
    setLimit.reset();
  }
  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const bytes = Math.round(gigabytes * GB);
    setLimit.mutate({ cohortId, limitBytes: bytes >= mostBytes ? null : bytes });
  }

  return (
    <Dialog open={isOpen} onOpenChange={handleOpenChange}>
      <DialogContent title="What this cohort may keep">
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <FormError>{setLimit.error === null ? undefined : explainError(setLimit.error).message}</FormError>
          <Field
            label="Limit in GB"
            hint={`The server gives a cohort ${formatMemory(mostBytes)} at most. Beyond the limit, the oldest models make room when the next run finishes: never a person’s best, and none that somebody keeps.`}
          >
            <NumberField
              value={gigabytes}
              min={0.1}
              max={mostBytes / GB}
              step={0.5}
              onValueChange={(value) => setGigabytes(value ?? quotaBytes / GB)}
            />
          </Field>
          <Button type="submit" variant="primary" isBusy={setLimit.isPending} className="self-end">
            Save limit
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
