import { expect, test } from "vitest";
import { nextSort, sortRows } from "./sort-rows.ts";

const rows = [
  { name: "River", f1: 0.7 },
  { name: "Forest", f1: Number.NaN },
  { name: "Highway", f1: 0.5 },
  { name: "Pasture", f1: 0.7 },
];
const names = (sorted: typeof rows) => sorted.map((row) => row.name);

test("sorts by measure, equal ones in their old order, the unknown last", () => {
  expect(names(sortRows(rows, { key: "f1", direction: "ascending" }))).toEqual([
    "Highway",
    "River",
    "Pasture",
    "Forest",
  ]);
  expect(names(sortRows(rows, { key: "f1", direction: "descending" }))).toEqual([
    "River",
    "Pasture",
    "Highway",
    "Forest",
  ]);
});

test("sorts by name", () => {
  expect(names(sortRows(rows, { key: "name", direction: "descending" }))[0]).toBe("River");
});

test("a second click on the same column turns the order round", () => {
  const first = nextSort({ key: "name", direction: "ascending" }, "f1");
  expect(first).toEqual({ key: "f1", direction: "ascending" });
  expect(nextSort(first, "f1")).toEqual({ key: "f1", direction: "descending" });
});
