import { expect, test } from "vitest";
import { foundAt, sorted } from "./found.ts";

const at = (left: number, score: number, classIndex: number) => ({
  left,
  top: 0,
  right: left + 10,
  bottom: 10,
  score,
  classIndex,
});
const answer = { candidates: [at(4, 0.5, 0), at(0, 0.9, 0), at(2, 0.7, 1)] };
const classes = ["zebra", "ant"];
const keys = (found: readonly { key: number }[]) => found.map(({ key }) => key);

test("settings act on the raw output, and what is shown keeps its key", () => {
  const none: ReadonlySet<number> = new Set();
  expect(keys(foundAt(answer, classes, { conf: 0.1, iou: 0.4, hidden: none }))).toEqual([1, 2]);
  expect(keys(foundAt(answer, classes, { conf: 0.1, iou: 0.9, hidden: none }))).toEqual([1, 2, 0]);
  expect(keys(foundAt(answer, classes, { conf: 0.8, iou: 0.9, hidden: none }))).toEqual([1]);
  expect(keys(foundAt(answer, classes, { conf: 0.1, iou: 0.4, hidden: new Set([0]) }))).toEqual([2]);
});

test("a column sorts either way", () => {
  const found = foundAt(answer, classes, { conf: 0.1, iou: 0.9, hidden: new Set() });
  expect(keys(sorted(found, { column: "left", isDescending: false }))).toEqual([1, 2, 0]);
  expect(keys(sorted(found, { column: "conf", isDescending: false }))).toEqual([0, 2, 1]);
  expect(keys(sorted(found, { column: "class", isDescending: true }))).toEqual([1, 0, 2]);
});
