import { numberedClasses } from "../tasks/numbered-classes.ts";
import { expect, test } from "vitest";
import { isBetter, stopsEarly } from "./early-stop.ts";
import { hyperParameters, type HyperParameters } from "./hyper-parameters.ts";

const target = numberedClasses(3);

/** The epoch after which it stops; null where it never does. */
function stopEpoch(settings: Partial<HyperParameters>, values: readonly number[]): number | null {
  const chosen = hyperParameters.parse({ earlyStoppingPatience: 2, ...settings });
  const epochs = values.map((value) => ({ validation: { loss: value, accuracy: value } }));
  const stop = epochs.findIndex((_, i) => stopsEarly(chosen, target, epochs.slice(0, i + 1)));
  return stop === -1 ? null : stop + 1;
}

test.each<{ name: string; settings: Partial<HyperParameters>; values: number[]; expected: number | null }>([
  { name: "off", settings: {}, values: [1, 2, 3, 4, 5], expected: null },
  { name: "a loss that rises", settings: { earlyStopping: "valLoss" }, values: [1, 2, 3, 4], expected: 3 },
  { name: "a loss that stays", settings: { earlyStopping: "valLoss" }, values: [1, 1, 1], expected: 3 },
  { name: "a loss that falls", settings: { earlyStopping: "valLoss" }, values: [4, 3, 2, 1], expected: null },
  {
    name: "a better one in between starts the wait anew",
    settings: { earlyStopping: "valLoss" },
    values: [3, 4, 2, 4, 4],
    expected: 5,
  },
  {
    name: "patience 1 ends at the first epoch that is no better",
    settings: { earlyStopping: "valLoss", earlyStoppingPatience: 1 },
    values: [3, 2, 2],
    expected: 3,
  },
  {
    name: "an improvement has to exceed the least difference",
    settings: { earlyStopping: "valLoss", earlyStoppingMinDelta: 0.5 },
    values: [3, 2.6, 2.5],
    expected: 3,
  },
  {
    name: "an accuracy that falls",
    settings: { earlyStopping: "valAccuracy" },
    values: [0.5, 0.7, 0.6, 0.7],
    expected: 4,
  },
  {
    name: "an accuracy that rises by too little",
    settings: { earlyStopping: "valAccuracy", earlyStoppingMinDelta: 0.01 },
    values: [0.5, 0.505, 0.508],
    expected: 3,
  },
])("$name: ends after $expected", ({ settings, values, expected }) => {
  expect(stopEpoch(settings, values)).toBe(expected);
});

const of = (accuracy: number, loss: number) => ({ validation: { accuracy, loss } });

test.each([
  { watched: "none", now: of(0.9, 2), best: of(0.8, 1), expected: true },
  { watched: "none", now: of(0.8, 0.9), best: of(0.8, 1), expected: true },
  { watched: "none", now: of(0.8, 1), best: of(0.8, 1), expected: false },
  { watched: "valAccuracy", now: of(0.7, 0.1), best: of(0.8, 1), expected: false },
  { watched: "valLoss", now: of(0.7, 0.9), best: of(0.8, 1), expected: true },
  { watched: "valLoss", now: of(0.9, 1), best: of(0.8, 1), expected: false },
  { watched: "valLoss", now: of(0.1, 9), best: undefined, expected: true },
] as const)("watching $watched, $now beside $best: $expected", ({ watched, now, best, expected }) => {
  expect(isBetter({ earlyStopping: watched }, target, { now, best })).toBe(expected);
});
