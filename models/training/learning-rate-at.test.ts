import { expect, test } from "vitest";
import { hyperParameters, type HyperParameters } from "./hyper-parameters.ts";
import { learningRateAt } from "./learning-rate-at.ts";

/** Ten epochs of four steps, so 40 steps in all. */
function ratesOf(settings: Partial<HyperParameters>, steps: readonly number[]): number[] {
  const chosen = hyperParameters.parse({ learningRate: 0.1, epochs: 10, ...settings });
  return steps.map((step) => learningRateAt(chosen, { step, stepsPerEpoch: 4, plateauLearningRate: 0.02 }));
}

test.each<{ name: string; settings: Partial<HyperParameters>; steps: number[]; expected: number[] }>([
  { name: "constant", settings: {}, steps: [1, 17, 40], expected: [0.1, 0.1, 0.1] },
  {
    name: "step: halved after epochs 3 and 6, so from steps 13 and 25 on",
    settings: { schedule: "step", stepEpochs: 3, stepFactor: 0.5 },
    steps: [1, 12, 13, 24, 25, 40],
    expected: [0.1, 0.1, 0.05, 0.05, 0.025, 0.0125],
  },
  {
    // cos(pi 10/40) = 0.70710678, cos(pi 20/40) = 0, cos(pi 30/40) = -0.70710678.
    name: "cosine, a quarter, half and three quarters of the way",
    settings: { schedule: "cosine" },
    steps: [1, 11, 21, 31, 41],
    expected: [0.1, 0.085355339, 0.05, 0.014644661, 0],
  },
  {
    name: "cosine down to a fifth",
    settings: { schedule: "cosine", cosineAlpha: 0.2 },
    steps: [1, 21, 41],
    expected: [0.1, 0.06, 0.02],
  },
  {
    name: "warm-up over two epochs: step 1 is at 0 of 8, step 8 at 7 of 8",
    settings: { warmupEpochs: 2 },
    steps: [1, 2, 5, 8, 9],
    expected: [0, 0.0125, 0.05, 0.0875, 0.1],
  },
  {
    name: "warm-up over half an epoch",
    settings: { warmupEpochs: 0.5 },
    steps: [1, 2, 3],
    expected: [0, 0.05, 0.1],
  },
  {
    // The cosine has 40 - 8 steps: half of them are done at step 25.
    name: "warm-up, then cosine over what is left",
    settings: { schedule: "cosine", warmupEpochs: 2 },
    steps: [1, 5, 9, 25, 41],
    expected: [0, 0.05, 0.1, 0.05, 0],
  },
  {
    name: "warm-up and a step that falls into it",
    settings: { schedule: "step", stepEpochs: 1, stepFactor: 0.5, warmupEpochs: 2 },
    steps: [5, 8, 9],
    expected: [0.025, 0.04375, 0.025],
  },
  {
    name: "plateau: what the epochs before have left, with a warm-up on top",
    settings: { schedule: "plateau", warmupEpochs: 1 },
    steps: [1, 3, 5],
    expected: [0, 0.01, 0.02],
  },
  {
    name: "a warm-up as long as the training never ends",
    settings: { schedule: "cosine", warmupEpochs: 10 },
    steps: [1, 21, 40],
    expected: [0, 0.05, 0.0975],
  },
])("$name", ({ settings, steps, expected }) => {
  for (const [i, rate] of ratesOf(settings, steps).entries())
    expect(rate).toBeCloseTo(expected[i] ?? Number.NaN, 9);
});
