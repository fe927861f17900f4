"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

type DeleteRunDialogProps = {
  run: { id: string; name: string };
  isOpen: boolean;
  onClose: () => void;
  onDeleted?: () => void;
};

export function DeleteRunDialog({ run, isOpen, onClose, onDeleted }: DeleteRunDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.run.remove.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: async () => {
        onDeleted?.();
        const keys = [trpc.run.list.pathKey(), trpc.run.facets.pathKey(), trpc.cohort.leaderboard.pathKey()];
        await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
        onClose();
      },
    }),
  );
  return (
    <AlertDialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      title={`Delete “${run.name}”?`}
      confirmLabel="Delete run"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ runId: run.id })}
    >
      Its curves, its scores and its weights go, and so does its place on the leaderboard. This cannot be
      undone.
    </AlertDialog>
  );
}
