"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { isTooLong } from "#app/_lib/name-length.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

const MAX_NAME = 80;

type RenameCohortDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

export function RenameCohortDialog({ isOpen, onOpenChange }: RenameCohortDialogProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(cohort.name);
  const [problem, setProblem] = useState<string>();
  const rename = useMutation(
    trpc.cohort.rename.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.cohort.pathKey() });
        onOpenChange(false);
      },
    }),
  );

  function handleOpenChange(next: boolean): void {
    onOpenChange(next);
    setName(cohort.name);
    setProblem(undefined);
    rename.reset();
  }

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const trimmed = name.trim();
    setProblem(trimmed === "" ? "A cohort needs a name." : undefined);
    if (trimmed !== "" && !isTooLong(name, MAX_NAME)) rename.mutate({ cohortId: cohort.id, name: trimmed });
  }

  return (
    <Dialog open={isOpen} onOpenChange={handleOpenChange}>
      <DialogContent title="Rename cohort">
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <FormError>{rename.error === null ? undefined : explainError(rename.error).message}</FormError>
          <NameField
            label="Cohort name"
            error={problem}
            value={name}
            onValueChange={setName}
            max={MAX_NAME}
          />
          <Button type="submit" isBusy={rename.isPending} className="self-end">
            Save name
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
