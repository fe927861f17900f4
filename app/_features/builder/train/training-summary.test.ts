import { expect, test } from "vitest";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { parseTrainingForm } from "./training-form.ts";
import { trainingSummary } from "./training-summary.ts";

test.each([
  [{ batchSize: 32 }, "16,200 training images, 507 steps an epoch"],
  [{ learningRate: 0 }, "16,200 training images. Learning rate: 1e-7 to 10"],
  [{ learningRate: "" }, "16,200 training images. Learning rate: 1e-7 to 10"],
  [{ batchSize: 0, learningRate: 0 }, "16,200 training images. Batch size: 1 to 512"],
  [
    { classWeight: [1, 2] },
    "16,200 training images. Class weights: Expected 3 class weights, one for each class, received 2",
  ],
] as const)("with %o it says %s", (change, text) => {
  const parsed = parseTrainingForm({ ...DEFAULT_HYPER_PARAMETERS, ...change }, numberedClasses(3));
  expect(trainingSummary(16_200, parsed)).toBe(text);
});
