import { expect, test } from "vitest";
import { chainGraph } from "#models/graph/chain.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { randomSplit } from "../testing/random-batch.ts";
import { initialWeights } from "../weights/initial-weights.ts";
import { planNetwork } from "../weights/network-plan.ts";
import { unitActivity } from "./unit-activity.ts";

const imageShape = [6, 6, 3] as const;
const target = numberedClasses(3);

function planned(...layers: Parameters<typeof chainGraph>[0]) {
  const graph = chainGraph(
    [...layers, { type: "Flatten" }, { type: "Dense", settings: { units: 3 } }],
    [...imageShape],
  );
  const plan = planNetwork(graph, { inputShape: [...imageShape], target });
  return { plan, weights: initialWeights(plan, 1) };
}

const conv = (activation: string) => ({
  type: "Conv2D" as const,
  settings: { filters: 4, kernelSize: [3, 3], activation },
});

test("units whose bias lies far below all that comes in are dead, in every ReLU layer and in no other", async () => {
  const { plan, weights } = planned(
    conv("relu"),
    { type: "BatchNormalization" },
    { type: "Activation", settings: { activation: "relu6" } },
    conv("leaky_relu"),
    { type: "Dense", settings: { units: 5, activation: "relu" } },
  );
  const split = randomSplit(100, { shape: imageShape, classes: 3, seed: 1 });
  const before = await unitActivity({ plan, weights, split, threads: 1 });
  expect(before?.count).toBe(100);
  expect(before?.layers.map(({ name, units }) => [name, units])).toEqual([
    ["conv2d", 4],
    ["activation", 4],
    ["dense", 5],
  ]);
  const alive = before?.layers.map(({ dead }) => dead) ?? [];

  const bias = weights.get("conv2d/bias");
  bias?.set([-1e3, 0, -1e3, 0]);
  weights.get("dense/bias")?.fill(-1e3);
  const after = await unitActivity({ plan, weights, split, threads: 1 });
  expect(after?.layers.map(({ dead }) => dead)).toEqual([Math.max(2, alive[0] ?? 0), expect.any(Number), 5]);
});

test("one example that makes a unit rise is enough, wherever it lies in the sample", async () => {
  const { plan, weights } = planned(conv("relu"));
  weights.get("conv2d/kernel")?.fill(1);
  weights.get("conv2d/bias")?.fill(-26);
  const black = { count: 130, targets: new Uint8Array(130) };
  const read = (bright: number) => (places: ArrayLike<number>, into: Uint8Array) =>
    Array.from(places).forEach((place, row) =>
      into.fill(place === bright ? 255 : 0, row * 108, (row + 1) * 108),
    );
  const deadOf = async (bright: number) =>
    (await unitActivity({ plan, weights, split: { ...black, read: read(bright) }, threads: 1 }))?.layers[0]
      ?.dead;
  expect([await deadOf(-1), await deadOf(0), await deadOf(129)]).toEqual([4, 0, 0]);
});

test("a network without a ReLU layer has nothing to tell", async () => {
  const { plan, weights } = planned(conv("tanh"));
  const split = randomSplit(4, { shape: imageShape, classes: 3, seed: 1 });
  expect(await unitActivity({ plan, weights, split })).toBeNull();
});
