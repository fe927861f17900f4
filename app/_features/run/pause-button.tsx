"use client";

import { Pause, Play } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import type { RunDetails, RunPausePoint, RunState } from "#server/contract/run.ts";
import { usePause } from "./use-pause.ts";

type PauseButtonProps = { details: RunDetails; state: RunState; pausePoint: RunPausePoint | null };

/** One button that pauses, then resumes, so that the keyboard's focus stays on it. */
export function PauseButton({ details, state, pausePoint }: PauseButtonProps) {
  const { id: runId } = details;
  const { pause, resume } = usePause(runId);
  if (state === "paused") {
    const isLost = pausePoint?.isCheckpointLost === true;
    return (
      <>
        <Button
          key="pause"
          className="sm:min-w-34"
          variant={isLost ? "secondary" : "primary"}
          icon={<Play aria-hidden />}
          isBusy={resume.isPending}
          onClick={() => resume.mutate({ runId })}
        >
          {isLost ? "Try again" : "Resume"}
        </Button>
        {isLost && (
          <Button
            variant="primary"
            isBusy={resume.isPending}
            onClick={() => resume.mutate({ runId, isAnew: true })}
          >
            Start anew
          </Button>
        )}
      </>
    );
  }
  const isPausing = pause.isPending || details.isPauseRequested;
  return (
    <>
      <Button
        key="pause"
        className="sm:min-w-34"
        variant="secondary"
        icon={<Pause aria-hidden />}
        isBusy={isPausing}
        disabled={details.isCancelRequested}
        onClick={() => pause.mutate({ runId })}
      >
        {isPausing ? "Pausing…" : "Pause"}
      </Button>
    </>
  );
}
