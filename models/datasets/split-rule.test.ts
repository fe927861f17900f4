import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EUROSAT, EUROSAT_COUNTS } from "./eurosat.ts";
import { splitClass } from "./split-rule.ts";

function files(className: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${className}_${index + 1}.jpg`);
}

test("gives VTAB's 16,200 / 5,400 / 5,400 on EuroSAT", () => {
  const splits = Object.entries(EUROSAT_COUNTS).map(([name, count]) => splitClass(files(name, count)));
  const total = (split: "train" | "validation" | "test") =>
    splits.reduce((sum, of) => sum + of[split].length, 0);
  expect({ train: total("train"), validation: total("validation"), test: total("test") }).toEqual(
    EUROSAT.counts,
  );
  expect(EUROSAT.counts).toEqual({ train: 16_200, validation: 5400, test: 5400 });
});

test("orders by number, not by text", () => {
  const { train, validation, test } = splitClass(files("EuroSAT2/River", 10).toReversed());
  expect(train).toEqual([1, 2, 3, 4, 5, 6].map((number) => `EuroSAT2/River_${number}.jpg`));
  expect(validation).toEqual(["EuroSAT2/River_7.jpg", "EuroSAT2/River_8.jpg"]);
  expect(test).toEqual(["EuroSAT2/River_9.jpg", "EuroSAT2/River_10.jpg"]);
});

test("names without a number come last, and a number in an extension counts for nothing", () => {
  const { train, test } = splitClass(["b.jp2", "a.jp2", "x_3.jp2", "x_1.jp2", "x_2.jp2"]);
  expect(train).toEqual(["x_1.jp2", "x_2.jp2", "x_3.jp2"]);
  expect(test).toEqual(["b.jp2"]);
});

test("every file lands in one split, whatever order it came in", () => {
  const name = fc.integer({ min: 0, max: 5000 }).map((number) => `Forest_${number}.jpg`);
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 60 }), fc.infiniteStream(fc.nat()), (names, random) => {
      const shuffled = names
        .map((file) => ({ file, key: random.next().value ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ file }) => file);
      const splits = splitClass(names);
      expect(splitClass(shuffled)).toEqual(splits);
      expect([...splits.train, ...splits.validation, ...splits.test].toSorted()).toEqual(names.toSorted());
    }),
    { numRuns: 100 },
  );
});
