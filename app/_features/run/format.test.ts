import { expect, test } from "vitest";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { formatLearningRate, formatLoss, formatTimeLeft } from "./format.ts";

test("numbers that are missing or diverged are a dash", () => {
  expect([formatLoss(null), formatLoss(Infinity), formatTimeLeft(null)]).toEqual(["–", "–", "–"]);
  expect(formatLoss(0.5)).toBe("0.5000");
});

test("a learning rate has three digits", () => {
  expect([0.001, 0.00012345, 1e-7, undefined].map(formatLearningRate)).toEqual([
    "0.001",
    "0.000123",
    "1e-7",
    "–",
  ]);
});

test.each([
  [0.4, "5 s"],
  [12, "15 s"],
  [100, "2 min"],
  [5401, "1.5 h"],
])("%d s left is %s", (seconds, expected) => {
  expect(formatTimeLeft(seconds)).toBe(expected);
});

test("class names break at their words", () => {
  expect(["HerbaceousVegetation", "River", "sea_lake"].map(formatClassName)).toEqual([
    "Herbaceous Vegetation",
    "River",
    "sea lake",
  ]);
});
