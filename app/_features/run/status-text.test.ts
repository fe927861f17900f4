import { expect, test } from "vitest";
import type { RunProgress } from "#server/contract/run.ts";
import { fractionDone, pauseText, statusText, type RunNow } from "./status-text.ts";

const at = (phase: RunProgress["phase"], epoch: number): RunProgress => ({
  attempt: 1,
  phase,
  epoch,
  epochs: 10,
  step: 3,
  steps: 20,
  loss: null,
  metrics: {},
  imagesPerSecond: null,
  secondsLeft: null,
});

function facts(now: Partial<RunNow>): RunNow {
  return {
    state: "queued",
    epochs: 10,
    epochsDone: 0,
    queuePlace: null,
    refusal: null,
    isCancelRequested: false,
    isPauseRequested: false,
    isMine: true,
    progress: null,
    ...now,
  };
}

test.each([
  [facts({}), "Queued"],
  [facts({ queuePlace: 0, refusal: "It has too little memory." }), "Queued, waiting for another worker"],
  [facts({ queuePlace: 0 }), "Queued, yours is next"],
  [facts({ queuePlace: 1 }), "Queued, 1 run before yours"],
  [facts({ queuePlace: 2 }), "Queued, 2 runs before yours"],
  [facts({ queuePlace: 2, isMine: false }), "Queued, 2 runs before this one"],
  [facts({ isCancelRequested: true }), "Cancelling…"],
  [facts({ state: "running" }), "Preparing"],
  [facts({ state: "running", progress: at("preparing", 0) }), "Preparing"],
  [facts({ state: "running", progress: at("training", 1) }), "Epoch 1 of 10"],
  [facts({ state: "running", epochsDone: 1, progress: at("validating", 1) }), "Epoch 1 of 10"],
  [facts({ state: "running", epochsDone: 4 }), "Epoch 5 of 10"],
  [facts({ state: "running", epochsDone: 10 }), "Scoring on the test split"],
  [facts({ state: "running", epochsDone: 9, progress: at("testing", 10) }), "Scoring on the test split"],
  [facts({ state: "running", isCancelRequested: true }), "Cancelling…"],
  [facts({ state: "running", isPauseRequested: true }), "Pausing…"],
  [facts({ state: "running", isPauseRequested: true, isCancelRequested: true }), "Cancelling…"],
  [facts({ state: "paused" }), "Paused"],
  [facts({ state: "finished", isCancelRequested: true }), "Finished"],
  [facts({ state: "cancelled" }), "Cancelled"],
  [facts({ state: "failed" }), "Failed"],
])("%#: %s", (given, expected) => {
  expect(statusText(given)).toBe(expected);
});

test.each([
  [{ epoch: 3, step: 120, steps: 1507 }, "Paused at epoch 3, step 120 of 1,507"],
  [{ epoch: 3, step: 120, steps: null }, "Paused at epoch 3, step 120"],
  [{ epoch: 3, step: 0, steps: 507 }, "Paused after epoch 2 of 10"],
  [{ epoch: 1, step: 0, steps: null }, "Paused before its first epoch"],
  [{ epoch: 11, step: 0, steps: 507 }, "Paused before its scoring"],
])("%o: %s", (point, expected) => {
  expect(pauseText({ ...point, isCheckpointLost: false }, 10)).toBe(expected);
});

test.each([
  [facts({}), 0],
  [facts({ state: "running", progress: at("training", 1) }), 0.015],
  [facts({ state: "running", epochsDone: 4, progress: at("training", 5) }), 0.415],
  [facts({ state: "running", epochsDone: 5, progress: at("training", 5) }), 0.5],
  [facts({ state: "running", epochsDone: 10, progress: at("testing", 10) }), 1],
  [facts({ state: "cancelled", epochsDone: 3 }), 0.3],
  [facts({ state: "finished", epochsDone: 3 }), 1],
])("%#: so much is done", (given, expected) => {
  expect(fractionDone(given)).toBeCloseTo(expected, 10);
});
