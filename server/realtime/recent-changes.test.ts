import { expect, test } from "vitest";
import { cohortTopic } from "#server/contract/socket.ts";
import { createRecentChanges } from "./recent-changes.ts";

function setUp(maxCohorts?: number) {
  const clock = { ms: 0 };
  return { clock, ...createRecentChanges(() => clock.ms, maxCohorts) };
}

const ALL = [...cohortTopic.options];

test("what changed since a page was read is told, what changed before or elsewhere is not", () => {
  const { clock, note, within } = setUp();
  clock.ms = 1_000;
  note("c", "runs");
  clock.ms = 2_000;
  note("c", "queue");
  note("d", "members");
  clock.ms = 2_500;
  expect(within("c", 1_000)).toEqual(["queue"]);
  expect(within("c", 1_500)).toEqual(["runs", "queue"]);
  expect(within("c", 400)).toEqual([]);
  expect(within("nothing happened here", 2_000)).toEqual([]);
});

test("before the process was there, and after notifications were missed, everything may have changed", () => {
  const { clock, forget, within } = setUp();
  clock.ms = 5_000;
  expect(within("c", 5_001)).toEqual(ALL);
  expect(within("c", 5_000)).toEqual([]);
  forget();
  expect(within("c", 1)).toEqual(ALL);
  clock.ms = 6_000;
  expect(within("c", 1_000)).toEqual([]);
});

test("of cohorts that it has no more room for it says that everything may have changed", () => {
  const { clock, note, within } = setUp(2);
  for (const cohortId of ["a", "b", "c"]) {
    clock.ms += 1_000;
    note(cohortId, "runs");
  }
  clock.ms = 4_000;
  expect(within("a", 3_001)).toEqual(ALL);
  expect(within("b", 2_000)).toEqual(["runs"]);
  expect(within("a", 2_000)).toEqual([]);
});
