"use client";

import { Ban, PencilRuler, Pin, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { RunDetails, RunPausePoint, RunState } from "#server/contract/run.ts";
import { AlertDialog } from "#app/_ui/alert-dialog.tsx";
import { Button } from "#app/_ui/button.tsx";
import { isEnded } from "#app/_lib/is-ended.ts";
import { PauseButton } from "./pause-button.tsx";
import { useRunActions } from "./use-run-actions.ts";

type RunActionsProps = { details: RunDetails; state: RunState; pausePoint: RunPausePoint | null };

export function RunActions({ details, state, pausePoint }: RunActionsProps) {
  const [isAsking, setIsAsking] = useState(false);
  const { keepModel, cancel, remove, trainAgain, openCopy } = useRunActions(details);
  const isCancelling = cancel.isPending || details.isCancelRequested;
  return (
    // Three fit beside each other on a phone.
    <div className="flex flex-wrap items-center gap-1.5 sm:gap-2 max-sm:[&>button]:gap-1.5 max-sm:[&>button]:px-2.5">
      <Button
        variant="secondary"
        icon={<PencilRuler aria-hidden />}
        isBusy={openCopy.isPending}
        onClick={() => openCopy.mutate()}
      >
        Open a copy
      </Button>
      {isEnded(state) && (
        <Button
          variant="secondary"
          icon={<RotateCw aria-hidden />}
          isBusy={trainAgain.isPending}
          onClick={() => trainAgain.mutate()}
        >
          Train again
        </Button>
      )}
      {details.canManage && details.hasModel && (
        <Button
          variant="secondary"
          icon={<Pin aria-hidden />}
          aria-pressed={details.isModelKept}
          isBusy={keepModel.isPending}
          onClick={() => keepModel.mutate({ runId: details.id, isKept: !details.isModelKept })}
        >
          {details.isModelKept ? "Model is kept" : "Keep model"}
        </Button>
      )}
      {details.canManage && !isEnded(state) && (
        <PauseButton details={details} state={state} pausePoint={pausePoint} />
      )}
      {details.canManage && !isEnded(state) && (
        <Button
          variant="secondary"
          icon={<Ban aria-hidden />}
          isBusy={isCancelling}
          onClick={() => cancel.mutate({ runId: details.id })}
        >
          {isCancelling ? "Cancelling…" : "Cancel run"}
        </Button>
      )}
      {details.canManage && isEnded(state) && (
        <>
          <Button
            variant="ghost"
            className="px-2"
            icon={<Trash2 aria-hidden />}
            onClick={() => setIsAsking(true)}
          >
            Delete
          </Button>
          <AlertDialog
            isOpen={isAsking}
            onOpenChange={setIsAsking}
            title={`Delete “${details.name}”?`}
            confirmLabel="Delete run"
            isBusy={remove.isPending}
            onConfirm={() => remove.mutate({ runId: details.id })}
          >
            Its curves, its scores and its weights go, and so does its place on the leaderboard. This cannot
            be undone.
          </AlertDialog>
        </>
      )}
    </div>
  );
}
