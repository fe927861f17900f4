import { beforeAll, expect, test } from "vitest";
import { presetById } from "#models/presets/index.ts";
import { inProof } from "#models/testing/proof.ts";
import { stepsTogether } from "../testing/steps-together.ts";
import { TfjsOracle } from "../testing/tfjs-oracle.ts";

beforeAll(() => TfjsOracle.prepare());

/**
 * Small images, since plain JavaScript takes a second for a step of the larger networks, but no smaller: every batch
 * normalization still has 8 values or more of a channel. Over fewer, such as 4, rounding grows tenfold with each step.
 * The larger ones take all ten steps in `npm run proof` alone.
 */
const RUNS = [
  { id: "lecture-cnn", side: 8, batchSize: 4 },
  { id: "vgg-small", side: 8, batchSize: 2, isLarge: true },
  { id: "resnet-small", side: 5, batchSize: 2, isLarge: true },
  { id: "se-resnet-small", side: 5, batchSize: 2, isLarge: true },
  { id: "inception-small", side: 8, batchSize: 4, isLarge: true },
  { id: "mobilenet-small", side: 12, batchSize: 3, isLarge: true },
  { id: "lenet-64", side: 16, batchSize: 4 },
  { id: "tiny-cnn", side: 8, batchSize: 4 },
  { id: "dense-only", side: 8, batchSize: 4 },
].map(({ isLarge = false, ...run }) => ({ ...run, steps: isLarge ? inProof(10, 1) : 10 }));

test.each(RUNS)("steps of $id are TensorFlow.js's", async ({ id, side, batchSize, steps }) => {
  const gaps = await stepsTogether(presetById(id)!.graph, { steps, side, batchSize });
  expect(gaps.losses).toHaveLength(steps);
  expect(Math.max(...gaps.losses)).toBeLessThan(1e-3);
  expect(gaps.weights).toBeLessThan(1e-3);
  expect(gaps.moved).toBeGreaterThan(1e-3);
});
