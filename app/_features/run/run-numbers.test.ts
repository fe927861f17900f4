import { expect, test } from "vitest";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import type { RunProgress } from "#server/contract/run.ts";
import { runNumbers } from "./run-numbers.ts";

const target = numberedClasses(10);
const progress: RunProgress = {
  attempt: 1,
  phase: "training",
  epoch: 1,
  epochs: 4,
  step: 3,
  steps: 20,
  loss: 1.2,
  metrics: { accuracy: 0.431 },
  imagesPerSecond: 100,
  secondsLeft: 33,
};

test.each([
  [{ state: "running", score: null, progress }, ["43.1\u00a0%", "accuracy so far", "35 s left"]],
  [{ state: "running", score: null, progress: null }, ["–", "accuracy so far", null]],
  [{ state: "queued", score: null, progress: null }, ["–", "test accuracy", null]],
  [{ state: "finished", score: 0.81234, progress: null }, ["81.23\u00a0%", "test accuracy", null]],
  [
    { state: "finished", score: null, isScoreHidden: true, progress: null },
    ["–", "test score is hidden", null],
  ],
] as const)("%#", (run, [value, what, timeLeft]) => {
  expect(runNumbers({ isScoreHidden: false, ...run, target })).toEqual({ value, what, timeLeft });
});
