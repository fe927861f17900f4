import { expect, test } from "vitest";
import { className, clock, count, loss, percent, timeLeft } from "./format.ts";

test("numbers that are missing or diverged are a dash", () => {
  expect([percent(null), percent(Number.NaN), count(null), loss(Infinity), timeLeft(null)]).toEqual(
    Array.from({ length: 5 }, () => "–"),
  );
});

test("percentages, counts and losses", () => {
  expect([percent(0.8125), percent(1, 0), count(295_018), loss(0.5)]).toEqual([
    "81.3 %",
    "100 %",
    "295,018",
    "0.5000",
  ]);
});

test.each([
  [7, "0:07"],
  [59.7, "1:00"],
  [750, "12:30"],
  [3725, "1:02:05"],
])("%d s on a clock is %s", (seconds, expected) => {
  expect(clock(seconds)).toBe(expected);
});

test.each([
  [0.4, "5 s"],
  [12, "15 s"],
  [100, "2 min"],
  [5401, "1.5 h"],
])("%d s left is %s", (seconds, expected) => {
  expect(timeLeft(seconds)).toBe(expected);
});

test("class names break at their words", () => {
  expect(["HerbaceousVegetation", "River", "sea_lake"].map(className)).toEqual([
    "Herbaceous Vegetation",
    "River",
    "sea lake",
  ]);
});
