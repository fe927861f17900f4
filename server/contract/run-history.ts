import type { EpochMetrics } from "#models/training/metrics.ts";
import type { RunEvent, RunFailure, RunState } from "./run.ts";

export type RunHistoryEpoch = EpochMetrics & { isBest: boolean };

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
  /** Ascending, each epoch once; those of an attempt that was taken over are gone. */
  epochs: RunHistoryEpoch[];
  bestEpoch: number | null;
  testAccuracy: number | null;
  macroF1: number | null;
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
  epochs: [],
  bestEpoch: null,
  testAccuracy: null,
  macroF1: null,
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
    case "finished":
      return {
        ...history,
        state: "finished",
        testAccuracy: body.testAccuracy,
        macroF1: body.macroF1,
        endedAt: at,
      };
    case "failed":
      return { ...history, state: "failed", failure: body.failure, endedAt: at };
    case "cancelled":
      return { ...history, state: "cancelled", endedAt: at };
  }
}

function withEpochs(history: RunHistory, epochs: RunHistoryEpoch[]): RunHistory {
  return { ...history, epochs, bestEpoch: epochs.findLast((known) => known.isBest)?.epoch ?? null };
}
