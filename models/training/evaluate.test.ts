import { describe, expect, test } from "vitest";
import { evaluationOf } from "./evaluate.ts";
import { evaluation } from "./metrics.ts";
import { wilsonInterval } from "./wilson-interval.ts";

describe("evaluationOf", () => {
  test("three classes, worked out by hand", () => {
    const result = evaluationOf({
      classes: ["Forest", "River", "SeaLake"],
      confusion: [
        [8, 2, 0],
        [1, 3, 1],
        [0, 0, 5],
      ],
      lossSum: 10,
    });
    expect(evaluation.parse(result)).toEqual(result);
    expect(result).toMatchObject({ count: 20, loss: 0.5, accuracy: 0.8 });
    const expected = [
      { className: "Forest", precision: 8 / 9, recall: 0.8, f1: 16 / 19, support: 10 },
      { className: "River", precision: 0.6, recall: 0.6, f1: 0.6, support: 5 },
      { className: "SeaLake", precision: 5 / 6, recall: 1, f1: 10 / 11, support: 5 },
    ];
    for (const [label, { className, support, ...metrics }] of expected.entries()) {
      const got = result.perClass[label]!;
      expect(got).toMatchObject({ className, support });
      for (const [name, value] of Object.entries(metrics)) {
        expect(got[name as keyof typeof metrics]).toBeCloseTo(value, 12);
      }
    }
    expect(result.macroF1).toBeCloseTo((16 / 19 + 0.6 + 10 / 11) / 3, 12);
  });

  test("a class never predicted, a class without images and no images at all score 0, not NaN", () => {
    const never = evaluationOf({
      classes: ["a", "b"],
      confusion: [
        [3, 0],
        [2, 0],
      ],
      lossSum: 1,
    });
    expect(never.perClass[1]).toEqual({ className: "b", precision: 0, recall: 0, f1: 0, support: 2 });
    expect(never.macroF1).toBeCloseTo(0.375, 12);
    const absent = evaluationOf({
      classes: ["a", "b"],
      confusion: [
        [3, 1],
        [0, 0],
      ],
      lossSum: 1,
    });
    expect(absent.perClass[1]).toEqual({ className: "b", precision: 0, recall: 0, f1: 0, support: 0 });
    const none = evaluationOf({
      classes: ["a", "b"],
      confusion: [
        [0, 0],
        [0, 0],
      ],
      lossSum: 0,
    });
    expect(none).toMatchObject({ count: 0, loss: 0, accuracy: 0, macroF1: 0, accuracyInterval: [0, 1] });
  });
});

describe("wilsonInterval", () => {
  // 81 of 263 is Newcombe's worked example (Statistics in Medicine 17, 1998, table I): 0.2553 to 0.3662.
  // 0 of 20 and 20 of 20: z^2 / (20 + z^2) = 3.841459 / 23.841459 = 0.161125.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [0, 20, 0, 0.1611],
    [20, 20, 0.8389, 1],
    [0, 0, 0, 1],
  ])("%i of %i", (correct, count, low, high) => {
    const interval = wilsonInterval(correct, count);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
    expect(interval[0]).toBeGreaterThanOrEqual(0);
    expect(interval[1]).toBeLessThanOrEqual(1);
  });
});
