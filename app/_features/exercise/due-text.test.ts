import { expect, test } from "vitest";
import { formatDistance, lateText, leftText, limitsText } from "./due-text.ts";

const HOUR_MS = 3_600_000;

test.each([
  [30_000, "in less than a minute"],
  [-30_000, "just now"],
  [HOUR_MS, "in 60 minutes"],
  [2 * HOUR_MS, "in 2 hours"],
  [47.9 * HOUR_MS, "in 47 hours"],
  [71.9 * HOUR_MS, "in 2 days"],
  [-72 * HOUR_MS, "3 days ago"],
])("%i ms: %s", (ms, text) => {
  expect(formatDistance(ms)).toBe(text);
});

test("rules and limits in words", () => {
  const late = { kind: "percent", percentADay: 10 } as const;
  expect(lateText({ late, limits: { total: null, perDay: null } })).toMatch(/costs 10 % of the points/);
  expect(limitsText({ late, limits: { total: 10, perDay: 1 } })).toBe(
    "At most 10 times in all, once in 24 hours; the best counts.",
  );
});

test.each([
  [{ now: null, total: null, nextAt: null }, "You can hand in as often as you like."],
  [{ now: 1, total: 5, nextAt: null }, "1 submission left, 5 in all."],
  [{ now: 2, total: 2, nextAt: null }, "2 submissions left."],
  [{ now: 0, total: 3, nextAt: "2026-03-01T00:00:00.000Z" }, "None is left for now."],
  [{ now: 0, total: 0, nextAt: null }, "No submissions are left."],
])("%j: %s", (left, text) => {
  expect(leftText(left)).toBe(text);
});
