import { expect, test } from "vitest";
import { formatCount, formatCountShort } from "./format-count.ts";
import { formatDuration } from "./format-duration.ts";
import { formatPercent } from "./format-percent.ts";
import { formatRelativeTime } from "./format-relative-time.ts";

test.each([
  [0, "0", "0"],
  [999, "999", "999"],
  [1000, "1,000", "1.0 k"],
  [9949, "9,949", "9.9 k"],
  [9950, "9,950", "10 k"],
  [295_018, "295,018", "295 k"],
  [999_499, "999,499", "999 k"],
  [999_500, "999,500", "1.0 M"],
  [1_234_567, "1,234,567", "1.2 M"],
  [2.5e9, "2,500,000,000", "2.5 G"],
  [Number.NaN, "–", "–"],
])("%d counts as %s, short %s", (count, long, short) => {
  expect(formatCount(count)).toBe(long);
  expect(formatCountShort(count)).toBe(short);
});

test.each([
  [0, "0.0 s"],
  [9.94, "9.9 s"],
  [9.96, "10 s"],
  [59.4, "59 s"],
  [59.6, "1 min 00 s"],
  [185, "3 min 05 s"],
  [3599.7, "1 h 00 min"],
  [7620, "2 h 07 min"],
  [Number.POSITIVE_INFINITY, "–"],
  [-1, "–"],
])("%d seconds last %s", (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected);
});

test.each([
  [0.79374, undefined, "79.4\u00A0%"],
  [0.79374, 2, "79.37\u00A0%"],
  [1, undefined, "100.0\u00A0%"],
  [null, undefined, "–"],
  [Number.NaN, undefined, "–"],
])("%d with %s digits is %s", (fraction, digits, expected) => {
  expect(formatPercent(fraction, digits)).toBe(expected);
});

const now = Date.UTC(2026, 2, 20, 12);

test.each([
  [20_000, "just now"],
  [60_000, "1 minute ago"],
  [59.6 * 60_000, "1 hour ago"],
  [3 * 3_600_000, "3 hours ago"],
  [23.6 * 3_600_000, "yesterday"],
  [30 * 3_600_000, "yesterday"],
  [-5000, "just now"],
])("%d ms before now is %s", (elapsedMs, expected) => {
  expect(formatRelativeTime(new Date(now - elapsedMs).toISOString(), { now })).toBe(expected);
});

test("beyond a week a time is a date", () => {
  expect(formatRelativeTime("2026-01-02T12:00:00.000Z", { now })).toMatch(/Jan.*2026/u);
});
