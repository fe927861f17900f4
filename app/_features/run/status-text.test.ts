import { expect, test } from "vitest";
import type { RunProgress } from "#server/contract/run.ts";
import { EMPTY_RUN_HISTORY, type RunHistory } from "#server/contract/run-history.ts";
import { pauseText, statusText, type StatusFacts } from "./status-text.ts";

const done = (count: number): RunHistory["epochs"] =>
  Array.from({ length: count }, (_, index) => ({
    epoch: index + 1,
    train: { loss: 1, accuracy: 0.5 },
    validation: { loss: 1, accuracy: 0.5 },
    seconds: 1,
    imagesPerSecond: 100,
    isBest: false,
  }));

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

function facts(history: Partial<RunHistory>, rest: Partial<StatusFacts> = {}): StatusFacts {
  return {
    epochs: 10,
    queuePlace: null,
    refusal: null,
    isCancelRequested: false,
    isPauseRequested: false,
    isMine: true,
    progress: null,
    ...rest,
    history: { ...EMPTY_RUN_HISTORY, ...history },
  };
}

test.each([
  [facts({}), "Queued"],
  [facts({}, { queuePlace: 0, refusal: "It has too little memory." }), "Queued, waiting for another worker"],
  [facts({}, { queuePlace: 0 }), "Queued, yours is next"],
  [facts({}, { queuePlace: 1 }), "Queued, 1 run before yours"],
  [facts({}, { queuePlace: 2 }), "Queued, 2 runs before yours"],
  [facts({}, { queuePlace: 2, isMine: false }), "Queued, 2 runs before this one"],
  [facts({}, { isCancelRequested: true }), "Cancelling…"],
  [facts({ state: "running" }), "Preparing"],
  [facts({ state: "running" }, { progress: at("preparing", 0) }), "Preparing"],
  [facts({ state: "running" }, { progress: at("training", 1) }), "Epoch 1 of 10"],
  [facts({ state: "running", epochs: done(1) }, { progress: at("validating", 1) }), "Epoch 1 of 10"],
  [facts({ state: "running", epochs: done(4) }), "Epoch 5 of 10"],
  [facts({ state: "running", epochs: done(10) }), "Scoring on the test split"],
  [
    facts({ state: "running", epochs: done(9) }, { progress: at("testing", 10) }),
    "Scoring on the test split",
  ],
  [facts({ state: "running" }, { isCancelRequested: true }), "Cancelling…"],
  [facts({ state: "running" }, { isPauseRequested: true }), "Pausing…"],
  [facts({ state: "running" }, { isPauseRequested: true, isCancelRequested: true }), "Cancelling…"],
  [facts({ state: "paused" }), "Paused"],
  [facts({ state: "finished" }, { isCancelRequested: true }), "Finished"],
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
