import { formatCount } from "#app/_lib/format-count.ts";
import type { RunDetails, RunPausePoint } from "#server/contract/run.ts";
import type { RunLive } from "./live/run-live.ts";

type StreamFacts = Pick<RunLive, "history" | "progress">;

export type StatusFacts = Pick<
  RunDetails,
  "epochs" | "queuePlace" | "refusal" | "isCancelRequested" | "isPauseRequested"
> &
  StreamFacts & { isMine: boolean };

/** What a run does now, in a few words that change seldom enough to be read out. */
export function statusText({
  history,
  progress,
  epochs,
  queuePlace,
  refusal,
  isCancelRequested,
  isPauseRequested,
  isMine,
}: StatusFacts): string {
  switch (history.state) {
    case "queued":
      if (isCancelRequested) return "Cancelling…";
      return refusal === null ? queueText(queuePlace, isMine) : "Queued, waiting for another worker";
    case "running":
      if (isCancelRequested) return "Cancelling…";
      return isPauseRequested ? "Pausing…" : runningText({ history, progress }, epochs);
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

function runningText({ history, progress }: StreamFacts, epochs: number): string {
  const done = history.epochs.length;
  if (progress?.phase === "testing" || (progress === null && done === epochs)) {
    return "Scoring on the test split";
  }
  if (progress?.phase === "preparing" || (progress === null && done === 0)) {
    return "Preparing";
  }
  const epoch = Math.min(epochs, Math.max(1, progress?.epoch ?? 0, done + (progress === null ? 1 : 0)));
  return `Epoch ${epoch} of ${epochs}`;
}
