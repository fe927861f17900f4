import { expect, test } from "vitest";
import { SKY_IRRADIANCE } from "#models/datasets/sky-irradiance.ts";
import { SYNTHETIC } from "#models/datasets/synthetic.ts";
import { syntheticWords } from "./synthetic-words.ts";

test("drawn skies are sequences, generated tiles are tiles", () => {
  expect(syntheticWords(SKY_IRRADIANCE.id).badge).toBe("Synthetic sequences");
  expect(syntheticWords(SYNTHETIC.id).badge).toBe("Synthetic tiles");
});
