import { expect, test } from "vitest";
import type { CostEstimate } from "#server/contract/cost.ts";
import { aboutSeconds, durationText, memoryProblem } from "./cost-text.ts";

test.each([
  [0.3, "under 1 s"],
  [7.4, "about 7 s"],
  [13.2, "about 13 s"],
  [37, "about 35 s"],
  [59, "about 1 min"],
  [184, "about 3 min"],
  [217, "about 3 min 40 s"],
  [4000, "about 1 h 07 min"],
])("%d seconds are %s", (seconds, expected) => {
  expect(aboutSeconds(seconds)).toBe(expected);
});

const GIGABYTE = 2 ** 30;
const COST: CostEstimate = {
  memoryBytes: 2 * GIGABYTE,
  memoryAtHandBytes: 3 * GIGABYTE,
  batchSizeThatFits: null,
  secondsPerEpoch: 1,
  basis: "runs",
  secondsOnce: 0,
  isSimple: false,
};

test("all epochs together, and how that is known", () => {
  const measured: CostEstimate = { ...COST, secondsPerEpoch: 20, basis: "measurement" };
  expect(durationText(measured, 10)).toBe(
    "About 3 min 20 s for 10 epochs, going by what the server measured of itself.",
  );
  expect(durationText(measured, 1)).toMatch(/^About 20 s for 1 epoch,/);
  expect(durationText(measured, null)).toBe("Going by what the server measured of itself.");
});

test("what frozen layers take once stands beside the epochs", () => {
  expect(durationText({ ...COST, secondsPerEpoch: 2, secondsOnce: 95 }, 10)).toBe(
    "About 20 s for 10 epochs, after about 1 min 40 s for the frozen layers, once, going by runs on this server.",
  );
});

test("a simple estimate says that it is one", () => {
  expect(durationText({ ...COST, secondsPerEpoch: 20, isSimple: true }, 1)).toMatch(
    /^About 20 s for 1 epoch, going by runs on this server\. .* a simple sum of weights and activations\.$/,
  );
});

test("what fits is no problem, nor is what nobody knows", () => {
  expect(memoryProblem(COST)).toBeNull();
  expect(memoryProblem({ ...COST, memoryAtHandBytes: null })).toBeNull();
});

test("what does not fit says what would", () => {
  const tight = { ...COST, memoryAtHandBytes: GIGABYTE };
  expect(memoryProblem({ ...tight, batchSizeThatFits: 64 })).toBe(
    "The server has 1.0 GB for it. Batch size 64 fits.",
  );
  expect(memoryProblem(tight)).toBe(
    "The server has 1.0 GB for it, too little even for one image: use fewer filters or pool earlier.",
  );
});
