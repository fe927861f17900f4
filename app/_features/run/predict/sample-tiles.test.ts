import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sampleTiles } from "./sample-tiles.ts";

test("a sample has distinct tiles of the class asked for, the same for the same seed", () => {
  const labels = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 });
  const classIndex = fc.option(fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(labels, classIndex, fc.integer(), (labels, classIndex, seed) => {
      const sample = sampleTiles(labels, { classIndex, seed, size: 12 });
      const available = labels.filter((label) => classIndex === null || label === classIndex).length;
      expect(sample).toHaveLength(Math.min(12, available));
      expect(new Set(sample).size).toBe(sample.length);
      expect(sample.every((index) => classIndex === null || labels[index] === classIndex)).toBe(true);
      expect(sampleTiles(labels, { classIndex, seed, size: 12 })).toEqual(sample);
    }),
  );
});

test("over many seeds every tile has its turn", () => {
  const labels = Array.from({ length: 50 }, () => 0);
  const seen = new Set<number>();
  for (let seed = 0; seed < 60; seed++) {
    for (const index of sampleTiles(labels, { classIndex: null, seed, size: 12 })) {
      seen.add(index);
    }
  }
  expect(seen.size).toBe(50);
});
