import { expect, test } from "vitest";
import { FULL_SIZE_PRESETS, PRESETS } from "#models/presets/index.ts";
import { inProof } from "#models/testing/proof.ts";
import { networkPair } from "../testing/network-pair.ts";

const BRANCHING = new Set(["resnet-small", "se-resnet-small", "inception-small", "mobilenet-small"]);
/** Two are enough: they hold all that the others are made of. */
const FULL_SIZE = new Set(inProof(["resnet-18", "googlenet"], ["googlenet"]));

test.each([
  ...PRESETS.filter((preset) => BRANCHING.has(preset.id)),
  ...FULL_SIZE_PRESETS.filter((preset) => FULL_SIZE.has(preset.id)),
])("$id trains", async ({ graph }) => {
  const { step, session, before } = await networkPair(graph, {
    imageShape: [64, 64, 3],
    classes: 10,
    hyperParameters: { learningRate: 1e-3 },
  });
  const losses = [await step(1), await step(2)];
  expect(losses.every((loss) => Number.isFinite(loss) && loss > 0)).toBe(true);
  // Every weight has a gradient that reaches it, and none of them is broken.
  const after = session.weights();
  const still = [...before].filter(([key, values]) => {
    const now = after.get(key)!;
    expect(now.every((value) => Number.isFinite(value))).toBe(true);
    return values.every((value, i) => value === now[i]);
  });
  expect(still.map(([key]) => key)).toEqual([]);
  await session.release();
});
