import { formatCount } from "#app/_lib/format-count.ts";
import type { RunPausePoint, RunSummary } from "#server/contract/run.ts";

/** What is known of a run now, wherever it is shown. */
export type RunNow = Pick<
  RunSummary,
  | "state"
  | "epochs"
  | "epochsDone"
  | "progress"
  | "queuePlace"
  | "refusal"
  | "isCancelRequested"
  | "isPauseRequested"
> & { isMine: boolean };

/** What a run does now, in a few words that change seldom enough to be read out: the same on every page. */
export function statusText(run: RunNow): string {
  const { state, queuePlace, refusal, isCancelRequested, isPauseRequested, isMine } = run;
  switch (state) {
    case "queued":
      if (isCancelRequested) return "Cancelling…";
      return refusal === null ? queueText(queuePlace, isMine) : "Queued, waiting for another worker";
    case "running":
      if (isCancelRequested) return "Cancelling…";
      return isPauseRequested ? "Pausing…" : runningText(run);
    case "paused":
      return "Paused";
    case "finished":
      return "Finished";
    case "failed":
      return "Failed";
    case "cancelled":
      return "Cancelled";
  }
}

function queueText(place: number | null, isMine: boolean): string {
  return place === null ? "Queued" : `Queued, ${placeText(place, isMine)}`;
}

/** `place` counts the runs that are claimed before this one. */
export function placeText(place: number, isMine: boolean): string {
  const self = isMine ? "yours" : "this one";
  if (place === 0) {
    return `${self} is next`;
  }
  return place === 1 ? `1 run before ${self}` : `${place} runs before ${self}`;
}

/** Where a run was paused, in full. */
export function pauseText({ epoch, step, steps }: RunPausePoint, epochs: number): string {
  if (step > 0) {
    return `Paused at epoch ${epoch}, step ${formatCount(step)}${steps === null ? "" : ` of ${formatCount(steps)}`}`;
  }
  if (epoch === 1) {
    return "Paused before its first epoch";
  }
  return epoch > epochs ? "Paused before its scoring" : `Paused after epoch ${epoch - 1} of ${epochs}`;
}

function runningText({ progress, epochsDone, epochs }: RunNow): string {
  if (progress?.phase === "testing" || (progress === null && epochsDone === epochs)) {
    return "Scoring on the test split";
  }
  if (progress?.phase === "preparing" || (progress === null && epochsDone === 0)) {
    return "Preparing";
  }
  const epoch = progress?.epoch ?? epochsDone + 1;
  return `Epoch ${Math.min(epochs, Math.max(1, epoch))} of ${epochs}`;
}

/** How much of all its epochs is done, 0 to 1. */
export function fractionDone({ state, progress, epochs, epochsDone }: RunNow): number {
  if (state === "finished") return 1;
  if (progress === null || progress.steps === 0 || progress.phase === "preparing") return epochsDone / epochs;
  if (progress.phase === "testing") return 1;
  return Math.max(epochsDone, progress.epoch - 1 + progress.step / progress.steps) / epochs;
}
