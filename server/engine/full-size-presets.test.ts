import { beforeAll, describe, expect, test } from "vitest";
import type { ModelGraph } from "#models/graph/schema.ts";
import { FULL_SIZE_PRESETS } from "#models/presets/index.ts";
import { inProof, isProof } from "#models/testing/proof.ts";
import { CLASSES, stepsTogether } from "./testing/steps-together.ts";
import { TfjsOracle } from "./testing/tfjs-oracle.ts";

// The networks of the papers have millions of weights, and the gradient of every one of them costs plain JavaScript a
// loop: ten steps of vgg-16 take it minutes. So the whole network takes one step, and ten are taken by the same network
// with an eighth of the channels, which differs in nothing else. `npm test` takes a single step, of the narrower ones.

beforeAll(() => TfjsOracle.prepare());

const NARROWER = 8;
/**
 * Seventeen rectifiers and a pooling see thousands of values in a step, and now and then one so close to another that
 * rounding decides which is greater. The losses of later steps part then, the faster the longer the steps are: with 0.001
 * in resnet-18 from 1e-4 of one weight to a tenth of the loss.
 */
const SHORT = 0.0002;

type Size = { side: number; batchSize: number };
/** The least that every pooling and every batch normalization can do with. */
const SIZES: Readonly<Record<string, { whole: Size; narrow: Size }>> = {
  "resnet-18": { whole: { side: 16, batchSize: 8 }, narrow: { side: 64, batchSize: 4 } },
  "se-resnet-18": { whole: { side: 16, batchSize: 8 }, narrow: { side: 64, batchSize: 4 } },
  googlenet: { whole: { side: 16, batchSize: 2 }, narrow: { side: 64, batchSize: 2 } },
  "vgg-16": { whole: { side: 32, batchSize: 1 }, narrow: { side: 32, batchSize: 2 } },
};

test("every preset of full size has its sizes", () => {
  expect(Object.keys(SIZES).toSorted()).toEqual(FULL_SIZE_PRESETS.map(({ id }) => id).toSorted());
});

describe.runIf(isProof)("whole", () => {
  test.each(FULL_SIZE_PRESETS)("a step of $id is TensorFlow.js's", async ({ id, graph }) => {
    const gaps = await stepsTogether(graph, { steps: 1, ...sizesOf(id).whole });
    expect(gaps.losses).toHaveLength(1);
    expect(Math.max(...gaps.losses)).toBeLessThan(1e-3);
    expect(gaps.weights).toBeLessThan(1e-3);
    expect(gaps.moved).toBeGreaterThan(1e-3);
  });
});

const STEPS = inProof(10, 1);
/** A single step is as steady on the small pictures of the whole network. */
const OF_NARROW = inProof<keyof (typeof SIZES)[string]>("narrow", "whole");

test.each(FULL_SIZE_PRESETS)(
  "steps of $id with an eighth of its channels are TensorFlow.js's",
  async ({ id, graph }) => {
    const gaps = await stepsTogether(narrowed(graph), {
      steps: STEPS,
      learningRate: SHORT,
      ...sizesOf(id)[OF_NARROW],
    });
    expect(gaps.losses).toHaveLength(STEPS);
    expect(Math.max(...gaps.losses)).toBeLessThan(1e-3);
    expect(gaps.weights).toBeLessThan(1e-3);
    expect(gaps.moved).toBeGreaterThan(STEPS * 1e-4);
  },
);

function sizesOf(id: string): { whole: Size; narrow: Size } {
  const sizes = SIZES[id];
  if (sizes === undefined) throw new Error(`${id} has no sizes`);
  return sizes;
}

/** All but the numbers of the classes: filters, units between, and the channels that a Reshape speaks of. */
function narrowed(graph: ModelGraph): ModelGraph {
  const narrow = (channels: number) => Math.max(1, channels / NARROWER);
  const nodes = graph.nodes.map((node) => {
    const { filters, units, targetShape } = node.settings;
    const settings = { ...node.settings };
    if (typeof filters === "number") settings.filters = narrow(filters);
    if (typeof units === "number" && units !== CLASSES) settings.units = narrow(units);
    if (Array.isArray(targetShape)) settings.targetShape = [1, 1, narrow(Number(targetShape[2]))];
    return { ...node, settings };
  });
  return { ...graph, nodes };
}
