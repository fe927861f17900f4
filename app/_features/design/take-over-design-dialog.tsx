"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#app/_lib/toast.ts";
import type { DesignSummary } from "#server/contract/design.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

type TakeOverDesignDialogProps = { design: DesignSummary; isOpen: boolean; onClose: () => void };

export function TakeOverDesignDialog({ design, isOpen, onClose }: TakeOverDesignDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const takeOver = useMutation(
    trpc.design.takeOver.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: () => toast.success(`“${design.name}” is yours now.`),
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.design.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <AlertDialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      title={`Take over “${design.name}”?`}
      confirmLabel="Take over"
      variant="primary"
      isBusy={takeOver.isPending}
      onConfirm={() => takeOver.mutate({ designId: design.id })}
    >
      It becomes a design of yours, shared as it is now. {design.owner.name}, who made it, does not get it
      back by joining again.
    </AlertDialog>
  );
}
