"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DatasetSummary } from "#server/contract/dataset.ts";

type DeleteDatasetDialogProps = {
  dataset: DatasetSummary;
  isOpen: boolean;
  onClose: () => void;
  onDeleted?: () => void;
};

export function DeleteDatasetDialog({ dataset, isOpen, onClose, onDeleted }: DeleteDatasetDialogProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.dataset.remove.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: () => {
        toast.success(`“${dataset.title}” was deleted.`);
        onDeleted?.();
      },
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.dataset.list.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <AlertDialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      title={`Delete “${dataset.title}”?`}
      confirmLabel="Delete dataset"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ cohortId: cohort.id, datasetId: dataset.id })}
    >
      All its versions and their files are deleted, which cannot be undone. Where designs or runs stand on it,
      it is kept, and can be archived.
    </AlertDialog>
  );
}
