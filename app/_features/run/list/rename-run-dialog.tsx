"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { isTooLong } from "#app/_lib/name-length.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

const MAX_NAME = 80;

type RenameRunDialogProps = { run: { id: string; name: string }; onClose: () => void };

/** Mounted while it is open. */
export function RenameRunDialog({ run, onClose }: RenameRunDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(run.name);
  const rename = useMutation(
    trpc.run.rename.mutationOptions({
      onSuccess: async () => {
        const keys = [trpc.run.pathKey(), trpc.cohort.leaderboard.pathKey(), trpc.queue.pathKey()];
        await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
        onClose();
      },
    }),
  );
  const isEmpty = name.trim() === "";

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isEmpty && !isTooLong(name, MAX_NAME)) rename.mutate({ runId: run.id, name: name.trim() });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title="Rename run" description="Everybody in the cohort sees the name.">
        <form noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <FormError>{rename.error === null ? undefined : explainError(rename.error).message}</FormError>
          <NameField
            label="Run name"
            error={isEmpty ? "A run needs a name." : undefined}
            value={name}
            onValueChange={setName}
            max={MAX_NAME}
          />
          <Button type="submit" isBusy={rename.isPending} className="self-end">
            Rename
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
