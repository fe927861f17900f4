import { expect, test } from "vitest";
import { matchWeights } from "./match-weights.ts";

const weight = (layer: string, name: string, shape: number[]) => ({ key: `${layer}/${name}`, layer, shape });

test("a layer starts from a file where all of its weights are there in their shapes, else anew", () => {
  const weights = [
    weight("conv", "kernel", [3, 3, 3, 8]),
    weight("conv", "bias", [8]),
    weight("narrow", "kernel", [8, 4]),
    weight("narrow", "bias", [4]),
    weight("half", "kernel", [4, 4]),
    weight("half", "bias", [4]),
  ];
  const stored = new Map([
    ["conv/kernel", [3, 3, 3, 8]],
    ["conv/bias", [8]],
    ["narrow/kernel", [8, 5]],
    ["narrow/bias", [4]],
    ["half/kernel", [4, 4]],
    ["elsewhere/kernel", [1]],
  ]);
  expect(matchWeights(weights, stored)).toEqual({
    layers: ["conv"],
    total: 3,
    others: [
      { layer: "narrow", reason: "its kernel is 8 x 4, in the file 8 x 5" },
      { layer: "half", reason: "the file has no bias of it" },
    ],
  });
});
