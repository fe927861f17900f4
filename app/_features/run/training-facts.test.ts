import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { expect, test } from "vitest";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { trainingFacts } from "./training-facts.ts";

const factsOf = (chosen: object) =>
  trainingFacts(hyperParameters.parse(chosen), numberedClasses(3)).map(
    ({ name, value, details }) => `${name}: ${value}${details === null ? "" : ` (${details})`}`,
  );

test("a run with the defaults has nothing to add", () => {
  expect(factsOf({})).toEqual([]);
  expect(factsOf({ momentum: 0.5, stepEpochs: 3, plateauPatience: 2, earlyStoppingPatience: 9 })).toEqual([]);
});

test("all that is on is told, with the numbers that belong to it", () => {
  expect(
    factsOf({
      optimizer: "adamw",
      globalClipnorm: 1,
      schedule: "step",
      stepEpochs: 3,
      warmupEpochs: 0.5,
      earlyStopping: "valLoss",
      labelSmoothing: 0.1,
      classWeight: "balanced",
    }),
  ).toEqual([
    "Weight decay: 0.004",
    "Gradient clipping: 1",
    "Schedule: Step (drop every 3, drop to 0.5)",
    "Warm-up epochs: 0.5",
    "Early stopping: On the validation loss (patience 5)",
    "Label smoothing: 0.1",
    "Class weights: Balanced",
  ]);
});

test("weights of one's own are told one by one", () => {
  expect(factsOf({ classWeight: [1, 0, 2.5] })).toEqual(["Class weights: 1, 0, 2.5"]);
});
