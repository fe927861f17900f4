import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAYER_TYPES, layerOf } from "#models/layers/index.ts";
import { largestGap } from "./testing/largest-gap.ts";
import { networkPair, type NetworkPair } from "./testing/network-pair.ts";
import { imageShapeOf, settingCases, type SettingCase } from "./testing/setting-cases.ts";
import { TfjsOracle } from "./testing/tfjs-oracle.ts";
import type { WeightValues } from "./weights/weight-values.ts";

// onnx/layers/layers.test.ts has the cases that somebody thought of; these follow from the layers themselves, so that a
// new layer or setting is held against TensorFlow.js as soon as it is there, and fails where nothing can be said of it.

const CLASSES = 4;
const CASES = settingCases(CLASSES);

/** TensorFlow.js has no augmentation: finite differences alone, and augmentation.test.ts for the images they give. */
const hasOracle = ({ type }: SettingCase) => layerOf(type)?.category !== "augmentation";

beforeAll(() => TfjsOracle.prepare());

const open = ({ graph, type }: SettingCase) =>
  networkPair(graph, {
    imageShape: imageShapeOf(type),
    classes: CLASSES,
    // Plain descent at rate 1: what a weight loses is its gradient.
    hyperParameters: { optimizer: "sgd", learningRate: 1, momentum: 0 },
  });

test("every kind of layer but the two ends of a network has a case", () => {
  const types = new Set<string>([...CASES.map(({ type }) => type), "Input", "Output"]);
  expect(LAYER_TYPES.filter((type) => !types.has(type))).toEqual([]);
});

// One pair a network: to make it takes longer than all that is asked of it.
describe.each(CASES)("$name", (each) => {
  let pair: NetworkPair;
  let loss: number;
  let after: WeightValues;
  beforeAll(async () => {
    pair = await open(each);
    loss = await pair.step(1);
    after = pair.session.weights();
  });
  afterAll(() => pair.session.release());

  test.runIf(hasOracle(each))("loss and gradients are TensorFlow.js's", () => {
    expect(Math.abs(loss - pair.oracleStep())).toBeLessThan(1e-4);
    expect(largestGap(after, pair.before).gap).toBeGreaterThan(1e-3);
    expect(largestGap(after, pair.oracle.weights()).gap).toBeLessThan(1e-4);
  });

  test("gradients are finite differences of the loss", async () => {
    const wrong: string[] = [];
    for (const { key } of pair.plan.weights.filter((weight) => weight.isTrainable)) {
      const before = pair.before.get(key) ?? new Float32Array();
      const index = Math.floor(before.length / 3);
      const gradient = (before[index] ?? 0) - (after.get(key)?.[index] ?? 0);
      const expected = await slope(pair, key, index);
      if (!(Math.abs(gradient - expected) < 5e-3)) wrong.push(`${key}: ${gradient} and not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });
});

const NUDGE = 5e-4;

async function slope({ session, before, step }: NetworkPair, key: string, index: number): Promise<number> {
  const lossAt = async (nudge: number) => {
    const values = before.get(key)?.map((value, i) => (i === index ? value + nudge : value));
    session.setWeights(new Map([...before, [key, values ?? new Float32Array()]]));
    return step(1);
  };
  return ((await lossAt(NUDGE)) - (await lossAt(-NUDGE))) / (2 * NUDGE);
}
