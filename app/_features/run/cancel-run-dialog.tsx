"use client";

import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import type { useCancelRun } from "./use-cancel-run.ts";

type CancelRunDialogProps = { name: string; cancelling: ReturnType<typeof useCancelRun> };

/** What is asked before a run is cancelled, wherever that is. */
export function CancelRunDialog({ name, cancelling }: CancelRunDialogProps) {
  return (
    <AlertDialog
      isOpen={cancelling.isAsking}
      onOpenChange={cancelling.setIsAsking}
      title={`Cancel “${name}”?`}
      confirmLabel="Cancel run"
      cancelLabel="Keep it"
      isBusy={cancelling.isPending}
      onConfirm={cancelling.confirm}
    >
      The training stops where it is. It gets no score, and it cannot be taken up again.
    </AlertDialog>
  );
}
