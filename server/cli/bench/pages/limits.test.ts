import { expect, test } from "vitest";
import { overOf } from "./limits.ts";

const FINE = { scriptBytes: 200_000, largestPaintMs: 1_200, layoutShift: 0.02, fetchesBefore: 0, fetches: 3 };

test("a page within its limits is passed over in silence", () => {
  expect(overOf({ name: "runs", width: 390, ...FINE })).toEqual([]);
  expect(overOf({ name: "builder", width: 390, ...FINE, scriptBytes: 320_000 })).toEqual([]);
});

test("each thing that is too much is said", () => {
  const heavy = { ...FINE, scriptBytes: 200_100, largestPaintMs: 1_201, layoutShift: 0.021 };
  expect(overOf({ name: "runs", width: 1280, ...heavy })).toEqual([
    "runs at 1280 px: 200.1 kB of scripts, 200.0 kB at most",
    "runs at 1280 px: largest paint after 1201 ms, 1200 ms at most",
    "runs at 1280 px: shift 0.021, 0.02 at most",
  ]);
});
