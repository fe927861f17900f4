"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { DialogContent } from "#app/_ui/dialog.tsx";
import { NameField } from "#app/_ui/name-field.tsx";

const MAX_REASON = 500;

export function ShowNamesForm({ exerciseId, onClose }: { exerciseId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const show = useMutation(
    trpc.exercise.showNames.mutationOptions({
      onSuccess: async () => {
        await Promise.all(
          [trpc.exercise.pathKey(), trpc.submission.pathKey(), trpc.gradebook.pathKey()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        );
        onClose();
      },
    }),
  );
  return (
    <DialogContent
      title="Show names to whoever marks?"
      description="This cannot be taken back, and stays on record with your name."
      footer={
        <Button
          disabled={reason.trim() === ""}
          isBusy={show.isPending}
          onClick={() => show.mutate({ exerciseId, reason: reason.trim() })}
        >
          Show names
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <FormError>{show.error === null ? undefined : explainError(show.error).message}</FormError>
        <NameField
          label="Why"
          value={reason}
          onValueChange={setReason}
          max={MAX_REASON}
          hint="Whoever marks reads it too."
        />
      </div>
    </DialogContent>
  );
}
