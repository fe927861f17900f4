import { expect, test } from "vitest";
import { chainGraph } from "./chain.ts";
import { listNetwork } from "./list-network.ts";

test("a network is listed layer by layer with what each makes of its input", () => {
  const { layers, params } = listNetwork(
    chainGraph([
      { type: "Conv2D", settings: { filters: 8, padding: "same" } },
      { type: "Flatten" },
      { type: "Dense", settings: { units: 10 } },
    ]),
    [64, 64, 3],
  );
  expect(
    layers.map(({ type, category, settings, shape, params: own }) => [type, category, settings, shape, own]),
  ).toEqual([
    ["Input", "input", "", [64, 64, 3], 0],
    ["Conv2D", "convolution", "filters 8, kernelSize 3×3, padding same", [64, 64, 8], 224],
    ["Flatten", "core", "", [32_768], 0],
    ["Dense", "core", "units 10", [10], 327_690],
    ["Output", "output", "", [10], 0],
  ]);
  expect(params).toBe(327_914);
});

test("what cannot be worked out is null, and layers that do the same say so", () => {
  const [, first, second, third] = listNetwork(
    chainGraph([
      { type: "Conv2D", settings: { filters: 8, kernelSize: [3, 3] } },
      { type: "Conv2D", settings: { filters: 8 } },
      { type: "Conv2D", settings: { filters: 16, kernelSize: [99, 99] } },
    ]),
    [64, 64, 3],
  ).layers;
  expect(first?.meaning).toBe(second?.meaning);
  expect(first?.meaning).not.toBe(third?.meaning);
  expect(third).toMatchObject({ shape: null, params: 0 });
});
