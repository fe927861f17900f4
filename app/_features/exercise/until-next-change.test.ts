import { expect, test } from "vitest";
import { untilNextChange } from "./until-next-change.ts";

const now = "2026-03-01T00:00:00.000Z";
const never = { opensAt: null, dueAt: null, extendedTo: null, closesAt: null };

test.each([
  ["nothing ahead", never, 60_000],
  ["a deadline that has passed", { ...never, dueAt: "2026-02-28T00:00:00.000Z" }, 60_000],
  ["a deadline in ten seconds", { ...never, dueAt: "2026-03-01T00:00:10.000Z" }, 10_500],
  ["an opening tomorrow", { ...never, opensAt: "2026-03-02T00:00:00.000Z" }, 60_000],
])("%s", (_, item, ms) => {
  expect(untilNextChange({ now, items: [never, item] })).toBe(ms);
});
