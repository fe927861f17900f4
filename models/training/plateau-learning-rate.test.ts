import { expect, test } from "vitest";
import { hyperParameters, type HyperParameters } from "./hyper-parameters.ts";
import { plateauLearningRate } from "./plateau-learning-rate.ts";

function ratesAfter(settings: Partial<HyperParameters>, losses: readonly number[]): number[] {
  const chosen = hyperParameters.parse({
    schedule: "plateau",
    learningRate: 0.1,
    plateauPatience: 2,
    plateauFactor: 0.1,
    ...settings,
  });
  const epochs = losses.map((loss) => ({ validation: { loss } }));
  return epochs.map((_, i) => plateauLearningRate(chosen, epochs.slice(0, i + 1)));
}

test.each<{ name: string; settings: Partial<HyperParameters>; losses: number[]; expected: number[] }>([
  { name: "falling losses keep the rate", settings: {}, losses: [3, 2, 1], expected: [0.1, 0.1, 0.1] },
  {
    name: "two epochs without a better one drop it, and two more again",
    settings: {},
    losses: [1, 2, 2, 2, 2, 0.5],
    expected: [0.1, 0.1, 0.01, 0.01, 0.001, 0.001],
  },
  {
    name: "a better one in between starts the wait anew",
    settings: {},
    losses: [1, 1, 0.9, 0.9, 0.9],
    expected: [0.1, 0.1, 0.1, 0.1, 0.01],
  },
  {
    name: "it has to fall by more than the least difference",
    settings: { plateauMinDelta: 0.1 },
    losses: [1, 0.95, 0.92, 0.85],
    expected: [0.1, 0.1, 0.01, 0.01],
  },
  {
    name: "not below the lowest rate",
    settings: { plateauPatience: 1, minLearningRate: 0.004 },
    losses: [1, 1, 1, 1],
    expected: [0.1, 0.01, 0.004, 0.004],
  },
])("$name", ({ settings, losses, expected }) => {
  for (const [i, rate] of ratesAfter(settings, losses).entries()) {
    expect(rate).toBeCloseTo(expected[i] ?? Number.NaN, 12);
  }
});
