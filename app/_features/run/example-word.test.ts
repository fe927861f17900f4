import { expect, test } from "vitest";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { SKY_IRRADIANCE } from "#models/datasets/sky-irradiance.ts";
import { exampleWord, RATE_NAMES } from "./example-word.ts";

test("what a training goes through is called what the dataset's examples are", () => {
  const columns = [{ name: "power", mean: 0, deviation: 1 }];
  const rates = [EUROSAT, SKY_IRRADIANCE, { columns }].map((dataset) => RATE_NAMES[exampleWord(dataset)]);
  expect(rates).toEqual(["Images/s", "Sequences/s", "Windows/s"]);
});
