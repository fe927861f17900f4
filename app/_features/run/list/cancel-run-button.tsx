"use client";

import type { RunSummary } from "#server/contract/run.ts";
import { Button } from "#app/_ui/button.tsx";
import { CancelRunDialog } from "../cancel-run-dialog.tsx";
import { useCancelRun } from "../use-cancel-run.ts";

export function CancelRunButton({ run }: { run: RunSummary }) {
  const cancelling = useCancelRun(run);
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        isBusy={cancelling.isUnderWay}
        aria-label={`Cancel ${run.name}`}
        onClick={() => cancelling.setIsAsking(true)}
      >
        Cancel
      </Button>
      <CancelRunDialog name={run.name} cancelling={cancelling} />
    </>
  );
}
