import { expect, test } from "vitest";
import { roundTicks } from "./round-ticks.ts";

test.each([
  { range: [39, 996], expected: [0, 200, 400, 600, 800, 1000] },
  { range: [0, 1000], expected: [0, 200, 400, 600, 800, 1000] },
  { range: [-31, 62], expected: [-40, -20, 0, 20, 40, 60, 80] },
  { range: [0.1, 0.3], expected: [0.1, 0.15, 0.2, 0.25, 0.3] },
  { range: [7, 7], expected: [6, 8] },
  { range: [0, 0], expected: [0, 0.2] },
])("$range", ({ range: [min = 0, max = 0], expected }) => {
  expect(roundTicks(min, max)).toEqual(expected);
});
