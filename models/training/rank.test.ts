import { expect, test } from "vitest";
import { ranked } from "./rank.ts";

const base = { score: 0.8, tieBreak: 0.8, params: 100, finishedAt: "2026-01-02T00:00:00.000Z" };

test("accuracy, then macro F1, then fewer parameters, then the earlier finish", () => {
  const runs = [
    { ...base, id: "fifth", finishedAt: "2026-01-03T00:00:00.000Z" },
    { ...base, id: "fourth" },
    { ...base, id: "third", params: 99, finishedAt: "2026-01-09T00:00:00.000Z" },
    { ...base, id: "second", tieBreak: 0.81, params: 10_000 },
    { ...base, id: "first", score: 0.81, tieBreak: 0.1 },
  ];
  expect(ranked(runs).map((run) => run.id)).toEqual(["first", "second", "third", "fourth", "fifth"]);
  expect(ranked(runs.toReversed()).map((run) => run.id)).toEqual([
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
  ]);
});

test("a run without a finite score never ranks", () => {
  const bad = [
    { ...base, score: Number.NaN },
    { ...base, score: Number.POSITIVE_INFINITY },
    { ...base, score: null },
    { ...base, tieBreak: Number.NaN },
    { ...base, tieBreak: null },
  ];
  expect(ranked([...bad, base])).toEqual([base]);
});
