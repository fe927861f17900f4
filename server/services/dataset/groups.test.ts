import { expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";
import { groupsOf } from "./groups.ts";

type Values = { train: number[]; validation: number[] };

function regressionOf({ train, validation }: Values) {
  const target = { task: "regression", quantity: "Irradiance", unit: "W/m²" } as const;
  const splits = { train: Float32Array.from(train), validation: Float32Array.from(validation) };
  const opened: Pick<PackedDataset, "descriptor" | "readTargets"> = {
    descriptor: { ...EUROSAT, target },
    readTargets: async (split) => splits[split],
  };
  return groupsOf(opened as PackedDataset);
}

test("values are told by eight ranges of the same width, the largest in the last", async () => {
  const groups = await regressionOf({ train: [0, 99, 100, 800], validation: [350, 800, 399.9] });
  expect(groups.map(({ name, train, validation }) => [name, train, validation])).toEqual([
    ["0 to 100 W/m²", 2, 0],
    ["100 to 200 W/m²", 1, 0],
    ["200 to 300 W/m²", 0, 0],
    ["300 to 400 W/m²", 0, 2],
    ["400 to 500 W/m²", 0, 0],
    ["500 to 600 W/m²", 0, 0],
    ["600 to 700 W/m²", 0, 0],
    ["700 to 800 W/m²", 1, 1],
  ]);
  expect(groups[3]?.samples).toEqual([0, 2]);
});

test("values that are all the same are one group", async () => {
  expect(await regressionOf({ train: [5, 5], validation: [5] })).toEqual([
    { name: "5 W/m²", train: 2, validation: 1, samples: [0] },
  ]);
});
