"use client";

import { Ban, PencilRuler, Pin, RotateCw, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { RunDetails, RunPausePoint, RunState } from "#server/contract/run.ts";
import { Button } from "#app/_ui/button.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { isEnded } from "#app/_lib/is-ended.ts";
import { PauseButton } from "./pause-button.tsx";
import { useCancelRun } from "./use-cancel-run.ts";
import { useHasJustEnded } from "./use-has-just-ended.ts";
import { useOpenNetwork } from "./use-open-network.ts";
import { useKeepModel } from "./use-keep-model.ts";

const CancelRunDialog = dynamic(async () => (await import("./cancel-run-dialog.tsx")).CancelRunDialog, {
  loading: () => null,
});
const DeleteRunDialog = lazyDialog(
  async () => (await import("./list/delete-run-dialog.tsx")).DeleteRunDialog,
);

type RunActionsProps = { details: RunDetails; state: RunState; pausePoint: RunPausePoint | null };

/**
 * What can be done with a run. Each has its place and its width whatever the run does: what a run under way has in the last
 * two, an ended one has other buttons in, which wait a moment.
 */
export function RunActions({ details, state, pausePoint }: RunActionsProps) {
  const [isAsking, setIsAsking] = useState(false);
  const keepModel = useKeepModel(details.id);
  const router = useRouter();
  const openNetwork = useOpenNetwork(details);
  const [isTraining, setIsTraining] = useState(false);
  const cancelling = useCancelRun(details);
  const isOver = isEnded(state);
  const hasJustEnded = useHasJustEnded(state);
  function open(withForm: boolean): void {
    setIsTraining(withForm);
    openNetwork.mutate({ isTraining: withForm });
  }
  return (
    <div className="grid grid-cols-2 gap-1.5 sm:flex sm:flex-wrap sm:items-center sm:gap-2">
      <Button
        variant="secondary"
        icon={<PencilRuler aria-hidden />}
        isBusy={openNetwork.isPending && !isTraining}
        onClick={() => open(false)}
      >
        {details.design?.isMine === true ? "Open design" : "Open a copy"}
      </Button>
      <Button
        variant="secondary"
        icon={<RotateCw aria-hidden />}
        isBusy={openNetwork.isPending && isTraining}
        disabled={!isOver || hasJustEnded}
        title={isOver ? undefined : "Once it has ended"}
        onClick={() => open(true)}
      >
        Train again
      </Button>
      {details.canManage && !isOver && (
        <>
          <PauseButton details={details} state={state} pausePoint={pausePoint} />
          <Button
            variant="secondary"
            className="sm:min-w-34"
            icon={<Ban aria-hidden />}
            isBusy={cancelling.isUnderWay}
            onClick={() => cancelling.setIsAsking(true)}
          >
            {cancelling.isUnderWay ? "Cancelling…" : "Cancel run"}
          </Button>
        </>
      )}
      {details.canManage && isOver && (
        <>
          <Button
            variant="secondary"
            className="sm:min-w-34"
            icon={<Pin aria-hidden />}
            aria-pressed={details.isModelKept}
            isBusy={keepModel.isPending}
            disabled={!details.hasModel || hasJustEnded}
            title={details.hasModel ? undefined : "It has no model"}
            onClick={() => keepModel.mutate({ runId: details.id, isKept: !details.isModelKept })}
          >
            {details.isModelKept ? "Model is kept" : "Keep model"}
          </Button>
          <Button
            variant="secondary"
            className="sm:min-w-34"
            icon={<Trash2 aria-hidden />}
            disabled={hasJustEnded}
            onClick={() => setIsAsking(true)}
          >
            Delete
          </Button>
        </>
      )}
      {details.canManage && (
        <>
          {!isOver && <CancelRunDialog name={details.name} cancelling={cancelling} />}
          <DeleteRunDialog
            run={details}
            isOpen={isAsking}
            onClose={() => setIsAsking(false)}
            onDeleted={() => router.replace(`/cohorts/${details.cohortId}/runs`)}
          />
        </>
      )}
    </div>
  );
}
