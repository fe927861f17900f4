import { expect, test } from "vitest";
import { byUrgency, standingOf, type StandingFacts } from "./standing.ts";

const NOW = 1_000_000_000;
const usual: StandingFacts = {
  isHere: true,
  activeRuns: 0,
  finishedRuns: 1,
  setbacks: 0,
  hasDesign: true,
  lastAt: NOW,
};
const ago = (minutes: number) => ({ lastAt: NOW - minutes * 60_000 });

test.each([
  ["training", { activeRuns: 2, setbacks: 3, isHere: false }, "2 runs under way"],
  ["stuck", { setbacks: 2, isHere: false }, "the last 2 runs failed or were cancelled"],
  ["working", { setbacks: 1 }, "changed something a moment ago"],
  ["away", { isHere: false, ...ago(600) }, "no page open"],
  ["working", ago(9), "changed something a moment ago"],
  ["idle", ago(12), "here, and nothing done for 12 minutes"],
  ["stuck", { finishedRuns: 0, ...ago(12) }, "nothing trained, and no change for 12 minutes"],
  ["stuck", { hasDesign: false, finishedRuns: 0, ...ago(12) }, "here, and no design after 12 minutes"],
] as const)("%s: %j", (state, facts, reason) => {
  expect(standingOf({ ...usual, ...facts }, NOW)).toEqual({ state, reason });
});

test("whoever needs a look comes first", () => {
  const states = ["away", "working", "training", "idle", "stuck"] as const;
  const sorted = states.map((state) => ({ state, reason: "" })).toSorted(byUrgency);
  expect(sorted.map(({ state }) => state)).toEqual(["stuck", "idle", "training", "working", "away"]);
});
