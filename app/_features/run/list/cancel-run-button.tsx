"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";

export function CancelRunButton({ runId, name }: { runId: string; name: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const cancel = useMutation(
    trpc.run.cancel.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSettled: async () => {
        setIsAsking(false);
        await queryClient.invalidateQueries({ queryKey: trpc.run.list.pathKey() });
      },
    }),
  );
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        isBusy={cancel.isSuccess}
        aria-label={`Cancel ${name}`}
        onClick={() => setIsAsking(true)}
      >
        Cancel
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`Cancel “${name}”?`}
        confirmLabel="Cancel run"
        cancelLabel="Keep it"
        isBusy={cancel.isPending}
        onConfirm={() => cancel.mutate({ runId })}
      >
        The training stops where it is. It gets no score, and it cannot be taken up again.
      </AlertDialog>
    </>
  );
}
