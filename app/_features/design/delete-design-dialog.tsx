"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import type { DesignSummary } from "#server/contract/design.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

type DeleteDesignDialogProps = { design: DesignSummary; isOpen: boolean; onClose: () => void };

export function DeleteDesignDialog({ design, isOpen, onClose }: DeleteDesignDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.design.remove.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: () => toast.success(`“${design.name}” was deleted.`),
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.design.list.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <AlertDialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      title={`Delete “${design.name}”?`}
      confirmLabel="Delete design"
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ designId: design.id })}
    >
      This cannot be undone. Runs that were trained from it stay, with the network as it was then.
    </AlertDialog>
  );
}
