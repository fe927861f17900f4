import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import type { RunEvent, RunEventBody, RunFailure, RunPausePoint, RunState } from "./run.ts";

export type RunHistoryEpoch = EpochMetrics & { isBest: boolean };

/** An attempt after the first: where it went on, and why there is one. */
export type TakenUp = {
  fromEpoch: number;
  fromStep: number;
  /** The worker before it stopped; or the run was resumed, at the place of its pause or at an earlier one. */
  reason: "worker-stopped" | "resumed" | "resumed-earlier";
};

/** What a run's events add up to. The same events give the same history in every browser and on the server. */
export type RunHistory = {
  /** The newest event taken in: what a client sends as `afterSeq`. */
  lastSeq: number;
  /** The highest `seq` that has arrived, whether or not it could be taken in. */
  seenSeq: number;
  /** An event beyond `lastSeq + 1` arrived and was left out: ask again with `afterSeq: lastSeq`. */
  hasGap: boolean;
  state: RunState;
  attempt: number;
  workerId: string | null;
  /** Of the newest attempt; null for the first. */
  takenUp: TakenUp | null;
  /** Where it was paused; null once it has gone on. */
  pausePoint: RunPausePoint | null;
  /** Ascending, each epoch once; those of an attempt that was taken over are gone. */
  epochs: RunHistoryEpoch[];
  bestEpoch: number | null;
  /** See `RankScore`. */
  score: number | null;
  tieBreak: number | null;
  failure: RunFailure | null;
  /** ISO times of the first start and of the end. */
  startedAt: string | null;
  endedAt: string | null;
};

export const EMPTY_RUN_HISTORY: RunHistory = {
  lastSeq: 0,
  seenSeq: 0,
  hasGap: false,
  state: "queued",
  attempt: 0,
  workerId: null,
  takenUp: null,
  pausePoint: null,
  epochs: [],
  bestEpoch: null,
  score: null,
  tieBreak: null,
  failure: null,
  startedAt: null,
  endedAt: null,
};

/**
 * Takes events into a history, in the order of their `seq` however they come. An event seen before changes nothing;
 * one beyond a gap is left out and raises `hasGap`. Returns the same object where nothing has changed.
 */
export function applyRunEvents(history: RunHistory, events: readonly RunEvent[]): RunHistory {
  const unseen = events.filter((event) => event.seq > history.lastSeq).toSorted((a, b) => a.seq - b.seq);
  let next = history;
  for (const event of unseen) {
    if (event.seq === next.lastSeq + 1) {
      next = { ...applyRunEvent(next, event), lastSeq: event.seq };
    }
  }
  const seenSeq = Math.max(next.seenSeq, unseen.at(-1)?.seq ?? 0);
  const hasGap = seenSeq > next.lastSeq;
  if (seenSeq === next.seenSeq && hasGap === next.hasGap) {
    return next;
  }
  return { ...next, seenSeq, hasGap };
}

function applyRunEvent(history: RunHistory, { at, body }: RunEvent): RunHistory {
  switch (body.kind) {
    case "queued":
      return { ...history, state: "queued" };
    case "started":
      return {
        ...withEpochs(
          history,
          history.epochs.filter((known) => known.epoch <= body.fromEpoch),
        ),
        state: "running",
        attempt: body.attempt,
        workerId: body.workerId,
        takenUp: takenUpBy(history, body),
        pausePoint: null,
        startedAt: history.startedAt ?? at,
      };
    case "epoch":
      if (body.attempt < history.attempt) {
        return history;
      }
      return withEpochs(history, [
        ...history.epochs.filter((known) => known.epoch < body.metrics.epoch),
        { ...body.metrics, isBest: body.isBest },
      ]);
    case "paused":
      return { ...history, state: "paused", pausePoint: body.point };
    case "finished":
      return {
        ...history,
        state: "finished",
        score: body.score,
        tieBreak: body.tieBreak,
        endedAt: at,
      };
    case "failed":
      return { ...history, state: "failed", failure: body.failure, endedAt: at };
    case "cancelled":
      return { ...history, state: "cancelled", endedAt: at };
  }
}

function takenUpBy(
  { attempt, pausePoint }: RunHistory,
  { fromEpoch, fromStep = 0 }: Extract<RunEventBody, { kind: "started" }>,
): TakenUp | null {
  if (pausePoint === null) {
    return attempt === 0 ? null : { fromEpoch, fromStep, reason: "worker-stopped" };
  }
  const isEarlier =
    fromEpoch < pausePoint.epoch - 1 || (fromEpoch === pausePoint.epoch - 1 && fromStep < pausePoint.step);
  return { fromEpoch, fromStep, reason: isEarlier ? "resumed-earlier" : "resumed" };
}

function withEpochs(history: RunHistory, epochs: RunHistoryEpoch[]): RunHistory {
  return { ...history, epochs, bestEpoch: epochs.findLast((known) => known.isBest)?.epoch ?? null };
}
