import { expect, test } from "vitest";
import { boxIou } from "./box.ts";
import { suppress } from "./suppress.ts";

const at = (left: number, score: number, classIndex = 0) => ({
  left,
  top: 0,
  right: left + 10,
  bottom: 10,
  score,
  classIndex,
});

test("overlap over union", () => {
  // Five of ten columns shared: 50 / 150.
  expect(boxIou(at(0, 1), at(5, 1))).toBeCloseTo(1 / 3);
  expect(boxIou(at(0, 1), at(10, 1))).toBe(0);
  expect(boxIou(at(0, 1), { left: 3, top: 3, right: 3, bottom: 3 })).toBe(0);
});

test("the better of two stays, in each class by itself, and what was dropped drops nothing", () => {
  // The third overlaps the second, which the first has dropped, and not the first.
  const found = [at(0, 0.9), at(4, 0.8), at(8, 0.7), at(0, 0.6, 1)];
  expect(suppress(found, { conf: 0.25, iou: 0.4 })).toEqual([found[0], found[2], found[3]]);
});

test("the least score, the overlap and the classes are the person's", () => {
  const found = [at(0, 0.9), at(4, 0.8), at(0, 0.25, 1)];
  expect(suppress(found, { conf: 0.25, iou: 1 })).toEqual([found[0], found[1]]);
  expect(suppress(found, { conf: 0, iou: 0.4, classes: new Set([1]) })).toEqual([found[2]]);
});
