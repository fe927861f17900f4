import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunEvent, RunEventBody } from "./run.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "./run-history.ts";

const runId = "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11";

function numbered(bodies: RunEventBody[]): RunEvent[] {
  return bodies.map((body, index) => ({
    runId,
    seq: index + 1,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
    body,
  }));
}

function epoch(number: number, attempt: number, isBest: boolean): RunEventBody {
  return {
    kind: "epoch",
    attempt,
    isBest,
    metrics: {
      epoch: number,
      train: { loss: 2 / number + attempt / 100, accuracy: 0.5 },
      validation: { loss: 1, accuracy: 0.5 },
      seconds: 1,
      imagesPerSecond: 100,
    },
  };
}

const takenOver = numbered([
  { kind: "queued" },
  { kind: "started", attempt: 1, workerId: "a", fromEpoch: 0 },
  epoch(1, 1, true),
  epoch(2, 1, false),
  epoch(3, 1, true),
  { kind: "started", attempt: 2, workerId: "b", fromEpoch: 2 },
  epoch(3, 2, false),
  epoch(4, 2, true),
  { kind: "finished", score: 0.81, tieBreak: 0.8 },
]);

describe("applyRunEvents", () => {
  test("an attempt that takes over voids the epochs above its checkpoint", () => {
    const history = applyRunEvents(EMPTY_RUN_HISTORY, takenOver);
    expect(history).toMatchObject({
      lastSeq: 9,
      hasGap: false,
      state: "finished",
      attempt: 2,
      workerId: "b",
      bestEpoch: 4,
      score: 0.81,
      startedAt: takenOver[1]!.at,
      endedAt: takenOver[8]!.at,
    });
    expect(history.epochs.map((known) => [known.epoch, known.train.loss])).toEqual([
      [1, 2.01],
      [2, 1.01],
      [3, 2 / 3 + 0.02],
      [4, 0.52],
    ]);
  });

  test("a run that is paused and resumed keeps its epochs, and tells where it went on", () => {
    const point = { epoch: 2, step: 7, steps: 20, isCheckpointLost: false };
    const started = { kind: "started", workerId: "b", attempt: 2 } as const;
    const before: RunEventBody[] = [takenOver[0]!.body, takenOver[1]!.body, epoch(1, 1, true)];
    const after = (...bodies: RunEventBody[]) =>
      applyRunEvents(EMPTY_RUN_HISTORY, numbered([...before, ...bodies]));
    const paused: RunEventBody = { kind: "paused", point };
    const resumed: RunEventBody[] = [paused, { kind: "queued" }];
    expect(after(paused)).toMatchObject({ state: "paused", pausePoint: point, takenUp: null });
    expect(after(...resumed)).toMatchObject({ state: "queued", pausePoint: point });
    expect(after(...resumed, { ...started, fromEpoch: 1, fromStep: 7 }, epoch(2, 2, true))).toMatchObject({
      state: "running",
      pausePoint: null,
      takenUp: { fromEpoch: 1, fromStep: 7, reason: "resumed" },
      epochs: [{ epoch: 1 }, { epoch: 2 }],
    });
    const earlier = after(...resumed, { ...started, fromEpoch: 1 });
    expect(earlier.takenUp).toEqual({ fromEpoch: 1, fromStep: 0, reason: "resumed-earlier" });
    const anew = after(...resumed, { ...started, fromEpoch: 0 });
    expect(anew).toMatchObject({ epochs: [], takenUp: { fromEpoch: 0, reason: "resumed-earlier" } });
    const killed = after(
      ...resumed,
      { ...started, fromEpoch: 1, fromStep: 7 },
      { ...started, attempt: 3, fromEpoch: 1, fromStep: 7 },
    );
    expect(killed.takenUp).toEqual({ fromEpoch: 1, fromStep: 7, reason: "worker-stopped" });
  });

  test("the best epoch goes back with the epochs that were voided", () => {
    const history = applyRunEvents(EMPTY_RUN_HISTORY, takenOver.slice(0, 6));
    expect(history.bestEpoch).toBe(1);
    expect(history.epochs).toHaveLength(2);
  });

  test("an event beyond a gap is left out until the missing ones arrive", () => {
    const before = applyRunEvents(EMPTY_RUN_HISTORY, takenOver.slice(0, 3));
    const gapped = applyRunEvents(before, takenOver.slice(4, 6));
    expect(gapped).toEqual({ ...before, seenSeq: 6, hasGap: true });
    const late = applyRunEvents(gapped, takenOver.slice(3, 5));
    expect(late).toMatchObject({ lastSeq: 5, seenSeq: 6, hasGap: true });
    expect(applyRunEvents(gapped, takenOver.slice(3))).toEqual(applyRunEvents(EMPTY_RUN_HISTORY, takenOver));
  });

  test("nothing new returns the same object", () => {
    const history = applyRunEvents(EMPTY_RUN_HISTORY, takenOver);
    expect(applyRunEvents(history, takenOver.slice(2, 5))).toBe(history);
    expect(applyRunEvents(history, [])).toBe(history);
  });

  test("any batches, repeats and order end in the history of all events, once all were seen", () => {
    const batch = fc.array(fc.integer({ min: 0, max: takenOver.length - 1 }), { maxLength: 6 });
    const whole = applyRunEvents(EMPTY_RUN_HISTORY, takenOver);
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 12 }), (batches) => {
        let history = EMPTY_RUN_HISTORY;
        for (const indices of batches) {
          history = applyRunEvents(
            history,
            indices.map((index) => takenOver[index]!),
          );
          expect(history.epochs.map((known) => known.epoch)).toEqual(
            history.epochs.map((_, index) => index + 1),
          );
        }
        expect(applyRunEvents(history, takenOver.slice(history.lastSeq))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });
});
