import type { RunDetails } from "#server/contract/run.ts";
import type { RunLive } from "./live/run-live.ts";

type StreamFacts = Pick<RunLive, "history" | "progress">;

export type StatusFacts = Pick<RunDetails, "epochs" | "queuePlace" | "isCancelRequested"> & StreamFacts;

/** What a run does now, in a few words that change seldom enough to be read out. */
export function statusText({
  history,
  progress,
  epochs,
  queuePlace,
  isCancelRequested,
}: StatusFacts): string {
  switch (history.state) {
    case "queued":
      return isCancelRequested ? "Cancelling…" : queueText(queuePlace);
    case "running":
      return isCancelRequested ? "Cancelling…" : runningText({ history, progress }, epochs);
    case "finished":
      return "Finished";
    case "failed":
      return "Failed";
    case "cancelled":
      return "Cancelled";
  }
}

/** `place` counts the runs that are claimed before this one. */
export function queueText(place: number | null): string {
  if (place === null) {
    return "Queued";
  }
  if (place === 0) {
    return "Queued, yours is next";
  }
  return place === 1 ? "Queued, 1 run before yours" : `Queued, ${place} runs before yours`;
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
