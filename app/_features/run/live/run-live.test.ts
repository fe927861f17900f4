import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunEvent, RunEventBody, RunProgress } from "#server/contract/run.ts";
import {
  EMPTY_RUN_LIVE,
  takeCurve,
  takeEvents,
  takeProgress,
  takeSnapshot,
  type RunLive,
} from "./run-live.ts";

const runId = "6c5b3a0e-8a64-4d0e-9b7c-0f3c2f1f9a11";

function numbered(bodies: RunEventBody[]): RunEvent[] {
  return bodies.map((body, index) => ({ runId, seq: index + 1, at: new Date(index).toISOString(), body }));
}

function epoch(number: number, attempt: number): RunEventBody {
  const metrics = {
    train: { loss: 1, accuracy: 0.5 },
    validation: { loss: 1, accuracy: 0.5 },
    seconds: 1,
    imagesPerSecond: 9,
  };
  return { kind: "epoch", attempt, isBest: true, metrics: { epoch: number, ...metrics } };
}

function progress(at: Partial<RunProgress>): RunProgress {
  const nothing = { loss: null, metrics: {}, imagesPerSecond: null, secondsLeft: null };
  return { attempt: 1, phase: "training", epoch: 1, epochs: 3, step: 0, steps: 20, ...nothing, ...at };
}

const events = numbered([
  { kind: "queued" },
  { kind: "started", attempt: 1, workerId: "a", fromEpoch: 0 },
  epoch(1, 1),
  epoch(2, 1),
  { kind: "started", attempt: 2, workerId: "b", fromEpoch: 1 },
  epoch(2, 2),
  epoch(3, 2),
  { kind: "finished", score: 0.8, tieBreak: 0.8 },
]);

const inOrder = [
  progress({ phase: "preparing", epoch: 0 }),
  progress({ step: 1 }),
  progress({ step: 20 }),
  progress({ phase: "validating", step: 1 }),
  progress({ epoch: 2, step: 1 }),
  progress({ phase: "testing", epoch: 1, step: 1 }),
  progress({ attempt: 2, phase: "preparing", epoch: 0 }),
  progress({ attempt: 2, epoch: 2, step: 1 }),
];

describe("progress", () => {
  test("an older one never replaces a newer one, whatever the order of arrival", () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: inOrder.length - 1 }), { minLength: 1 });
    fc.assert(
      fc.property(arrivals, (indices) => {
        const live = indices.reduce<RunLive>((known, i) => takeProgress(known, inOrder[i]!), EMPTY_RUN_LIVE);
        expect(live.progress).toBe(inOrder[Math.max(...indices)]);
      }),
    );
  });

  test("a new attempt drops the old attempt's progress, and the end drops all", () => {
    let live = takeProgress(takeEvents(EMPTY_RUN_LIVE, events.slice(0, 4)), inOrder[4]!);
    live = takeEvents(live, events.slice(4, 5));
    expect(live.progress).toBeNull();
    expect(takeProgress(live, inOrder[4]!)).toBe(live);
    live = takeEvents(takeProgress(live, inOrder[7]!), events.slice(5));
    expect(live).toMatchObject({ progress: null, history: { state: "finished" } });
    expect(takeProgress(live, inOrder[7]!)).toBe(live);
  });
});

test("snapshots, pushes and repeats in any mix end in the same history, and never show one twice", () => {
  const whole = takeEvents(EMPTY_RUN_LIVE, events);
  const push = fc
    .tuple(fc.integer({ min: 0, max: events.length }), fc.integer({ min: 0, max: events.length }))
    .map(([from, to]) => ({ kind: "push" as const, events: events.slice(Math.min(from, to), to) }));
  const snapshot = fc
    .integer({ min: 0, max: events.length })
    .map((upTo) => ({ kind: "snapshot" as const, events: events.slice(0, upTo) }));
  fc.assert(
    fc.property(fc.array(fc.oneof(push, snapshot), { maxLength: 20 }), (messages) => {
      let live = EMPTY_RUN_LIVE;
      for (const message of messages) {
        const before = live;
        live =
          message.kind === "push"
            ? takeEvents(live, message.events)
            : takeSnapshot(live, { events: message.events, progress: null });
        expect(live.history.lastSeq).toBeGreaterThanOrEqual(before.history.lastSeq);
        const shown = live.history.epochs.map((known) => known.epoch);
        expect(shown).toEqual(shown.map((_, index) => index + 1));
      }
      // What a new watch with `afterSeq` brings.
      expect(takeEvents(live, events.slice(live.history.lastSeq))).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

test("a curve as it was kept goes on with what streams, whichever comes first", () => {
  const points = Array.from(
    { length: 20 },
    (_, index) => [index + 1, index, 1, 0.5] as [number, number, number, number],
  );
  const kept = { steps: 20, width: 1, points: points.slice(0, 10) };
  const tail = { from: 8, steps: 20, points: points.slice(8, 14) };
  const streamed = progress({ step: 14, tail });
  const one = takeProgress(takeCurve(EMPTY_RUN_LIVE, kept), streamed);
  const other = takeCurve(takeProgress(EMPTY_RUN_LIVE, streamed), kept);
  expect(one.curve?.points).toEqual(points.slice(0, 14));
  expect(other.curve).toEqual(one.curve);
  // What comes late does not take it back.
  expect(takeProgress(one, progress({ step: 9, tail: { ...tail, points: points.slice(8, 9) } }))).toBe(one);
});
