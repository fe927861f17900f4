import { expect, test } from "vitest";
import type { AlikePair } from "#server/contract/competition.ts";
import { alikeWords, innocentWords, roughTime } from "./alike-words.ts";

const entry = (name: string) => ({ user: { id: name, name }, runId: name, runName: "Mine" });
const pair: AlikePair = {
  entries: [entry("One"), entry("Two")],
  hasSameWeights: false,
  hasSameNetwork: true,
  hasSameSeed: false,
  areBothBegun: false,
  weights: { share: 1, distance: 0.000_001 },
  edits: { same: 15, of: 16, seconds: [1_500, 40], apartSeconds: 7_300 },
  graph: 1,
  answers: 0.995,
};

test("what is alike is told in sentences, the weights first", () => {
  const words = (of: AlikePair) => alikeWords(of).map((text) => text.replaceAll("\u00a0", " "));
  expect(words(pair)).toEqual([
    "100 % of the weights that were trained are the same but for 0.0001 %.",
    "They give the same answer to 99.5 % of the hidden tiles.",
    "Their networks are one and the same, whatever the blocks are called.",
    "15 of 16 edits in the same order: One took 25 min, Two 40 s, begun 2 h apart.",
  ]);
  const other = { ...pair, hasSameNetwork: false, graph: 0.5, weights: { share: 0.25, distance: 0 } };
  expect(words({ ...other, answers: null, edits: null })).toEqual([
    "25 % of the weights that were trained are exactly the same.",
    "50 % of their blocks are the same, in the same order.",
  ]);
});

test("where there is a reason that accuses nobody, it is told", () => {
  expect(innocentWords(pair)).toBeNull();
  expect(innocentWords({ ...pair, hasSameSeed: true })).toMatch(/same seed and settings/);
  expect(innocentWords({ ...pair, areBothBegun: true })).toMatch(/Both began/);
  expect(innocentWords({ ...pair, weights: null, areBothBegun: true })).toBeNull();
});

test.each([
  [5, "5 s"],
  [150, "3 min"],
  [9_000, "3 h"],
  [260_000, "3 days"],
])("%i seconds are about %s", (seconds, text) => {
  expect(roughTime(seconds)).toBe(text);
});
