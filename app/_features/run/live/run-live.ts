import { isEnded } from "#app/_lib/is-ended.ts";
import { isFurther } from "#models/runs/progress-order.ts";
import { withTail, type StepCurve } from "#models/runs/step-curve.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY, type RunHistory } from "#server/contract/run-history.ts";
import type { RunDetails, RunEvent, RunProgress, RunState } from "#server/contract/run.ts";

/** All that streams of one run: a history that only grows, and the newest progress within the epoch. */
export type RunLive = {
  history: RunHistory;
  /** Null unless the run is running. */
  progress: RunProgress | null;
  /** Its steps so far, thinned; null where none is known. */
  curve: StepCurve | null;
};

export const EMPTY_RUN_LIVE: RunLive = { history: EMPTY_RUN_HISTORY, progress: null, curve: null };

export function takeEvents(live: RunLive, events: readonly RunEvent[]): RunLive {
  const history = applyRunEvents(live.history, events);
  if (history === live.history) {
    return live;
  }
  const isStale = live.progress !== null && live.progress.attempt < history.attempt;
  return {
    ...live,
    history,
    progress: isAtRest(history.state) || isStale ? null : live.progress,
  };
}

/** Progress arrives by several ways, so an older one may come later: it is left out. */
export function takeProgress(live: RunLive, progress: RunProgress | null): RunLive {
  if (progress === null || isAtRest(live.history.state) || progress.attempt < live.history.attempt) {
    return live;
  }
  if (live.progress !== null && !isFurther(progress, live.progress)) {
    return live;
  }
  const { tail } = progress;
  return { ...live, progress, curve: tail === undefined ? live.curve : withTail(live.curve, tail) };
}

/** Takes in a curve as it was kept: what has streamed since is newer. */
export function takeCurve(live: RunLive, kept: StepCurve): RunLive {
  const tail = live.progress?.tail;
  return { ...live, curve: tail === undefined ? kept : withTail(kept, tail) };
}

export function takeSnapshot(live: RunLive, details: Pick<RunDetails, "events" | "progress">): RunLive {
  return takeProgress(takeEvents(live, details.events), details.progress);
}

/** What arrives now of its progress was on the way when it stopped. */
export function isAtRest(state: RunState): boolean {
  return isEnded(state) || state === "paused";
}
