import { describe, expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "../../graph/chain.ts";
import { DEFAULT_HYPER_PARAMETERS } from "../../training/hyper-parameters.ts";
import type { Check, CheckTest } from "./check.ts";
import { describeCheck } from "./describe.ts";
import { earnedPoints, judge, type JudgedWork } from "./judge.ts";

const conv: ChainLayer = { type: "Conv2D", settings: { filters: 4, kernelSize: [3, 3] } };
const pool: ChainLayer = { type: "MaxPooling2D", settings: { poolSize: [2, 2] } };
const relu: ChainLayer = { type: "Activation", settings: { activation: "relu" } };
const norm: ChainLayer = { type: "BatchNormalization" };
const flatten: ChainLayer = { type: "Flatten" };
const dense: ChainLayer = { type: "Dense", settings: { units: 10 } };
const good = [conv, norm, relu, pool, conv, pool, flatten, dense];

const scored: JudgedWork = {
  graph: chainGraph(good),
  params: 1000,
  training: {
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, seed: 7, earlyStopping: "valLoss" },
    epochs: 4,
    startedFrom: null,
  },
  test: {
    accuracy: 0.8125,
    macroF1: 0.7,
    perClass: [{ className: "River", precision: 1, recall: 0.5, f1: 0.6, support: 4 }],
  },
  accuracies: { training: 0.95, validation: 0.8 },
};

function found(checked: CheckTest, work = scored) {
  const [result] = judge([{ id: "a", test: checked, points: 1, message: "" }], work);
  return [result?.isPassed, result?.found.replace("\u00A0", " ")];
}

describe("on the graph", () => {
  test.each<[string, ChainLayer[], CheckTest, [boolean, string]]>([
    [
      "a convolution, normalized and activated, then pooled",
      good,
      { kind: "conv-then-pool", count: 2 },
      [true, "2 followed by pooling"],
    ],
    [
      "two convolutions before one pooling",
      [conv, conv, pool, flatten, dense],
      { kind: "conv-then-pool", count: 2 },
      [false, "1 followed by pooling"],
    ],
    [
      "a pooling after Flatten is none",
      [conv, flatten, dense],
      { kind: "conv-then-pool", count: 1 },
      [false, "none followed by pooling"],
    ],
    ["no Dense before Flatten", good, { kind: "no-dense-before-flatten" }, [true, "none"]],
    [
      "a Dense on a map",
      [conv, dense, flatten, dense],
      { kind: "no-dense-before-flatten" },
      [false, "dense"],
    ],
    [
      "a Dense after global pooling",
      [conv, { type: "GlobalAveragePooling2D" }, dense],
      { kind: "no-dense-before-flatten" },
      [true, "none"],
    ],
    [
      "enough of a block",
      good,
      { kind: "has-layer", layer: "BatchNormalization", count: 1 },
      [true, "BatchNormalization once"],
    ],
    ["too few of a block", good, { kind: "has-layer", layer: "Conv2D", count: 3 }, [false, "Conv2D 2 times"]],
    ["without a block", good, { kind: "no-layer", layer: "Dropout" }, [true, "no Dropout"]],
  ])("%s", (_, layers, checked, verdict) => {
    expect(found(checked, { ...scored, graph: chainGraph(layers) })).toEqual(verdict);
  });

  test("ends where there is a loop", () => {
    const graph = chainGraph([conv, dense, relu]);
    const [last, first] = [graph.nodes.at(-2)?.id ?? "", graph.nodes[1]?.id ?? ""];
    const looped = { ...graph, edges: [...graph.edges, { source: last, target: first, slot: 1 }] };
    expect(found({ kind: "no-dense-before-flatten" }, { ...scored, graph: looped })).toEqual([
      false,
      "dense",
    ]);
    expect(found({ kind: "conv-then-pool", count: 1 }, { ...scored, graph: looped })[0]).toBe(false);
  });

  test("counts parameters up to the bound itself", () => {
    expect(found({ kind: "max-params", max: 1000 })).toEqual([true, "1,000 parameters"]);
    expect(found({ kind: "max-params", max: 999 })).toEqual([false, "1,000 parameters"]);
  });
});

test.each<[CheckTest, boolean, string]>([
  [{ kind: "accuracy", min: 0.8125 }, true, "81.25 %"],
  [{ kind: "accuracy", min: 0.82 }, false, "81.25 %"],
  [{ kind: "macro-f1", min: 0.71 }, false, "70 %"],
  [{ kind: "class-recall", className: "River", min: 0.5 }, true, "50 %"],
  [{ kind: "class-recall", className: "Moon", min: 0.5 }, false, "no class Moon in this dataset"],
  [{ kind: "gap", max: 0.1 }, false, "15 percentage points above"],
  [{ kind: "seed", seed: 7 }, true, "seed 7"],
  [{ kind: "early-stopping" }, true, "early stopping"],
  [{ kind: "max-epochs", max: 3 }, false, "4 epochs"],
])("%j", (checked, isPassed, text) => {
  expect(found(checked)).toEqual([isPassed, text]);
});

test("what is not known yet is neither passed nor failed, and earns nothing", () => {
  const drawn = { ...scored, training: null, test: null, accuracies: null };
  const checks: Check[] = [
    { id: "a", test: { kind: "accuracy", min: 0 }, points: 5, message: "" },
    { id: "b", test: { kind: "max-params", max: 5000 }, points: 2, message: "" },
  ];
  const results = judge(checks, drawn);
  expect(results.map(({ isPassed }) => isPassed)).toEqual([null, true]);
  expect(earnedPoints(checks, results)).toBe(2);
});

test("what looks at the training is not passed by what began with other weights", () => {
  const hyperParameters = { ...DEFAULT_HYPER_PARAMETERS, seed: 7, earlyStopping: "valLoss" as const };
  const startedFrom = { source: "base.keras", layers: 1, of: 2 };
  const work = { ...scored, training: { hyperParameters, epochs: 4, startedFrom } };
  expect(found({ kind: "seed", seed: 7 }, work)).toEqual([false, "seed 7, after other weights"]);
  expect(found({ kind: "early-stopping" }, work)[0]).toBe(false);
  expect(found({ kind: "max-epochs", max: 10 }, work)[0]).toBe(false);
  expect(found({ kind: "accuracy", min: 0.5 }, work)[0]).toBe(true);
  expect(found({ kind: "max-params", max: 1000 }, work)[0]).toBe(true);
});

test.each([
  [0.7, 0.7933, true, "9.33 percentage points below"],
  [0.81, 0.8, true, "1 percentage point above"],
  [0.8, 0.8, true, "no difference"],
  [0.95, 0.8, false, "15 percentage points above"],
  [Number.NaN, 0.8, false, "not a number"],
])("trained to %d, validated at %d", (training, validation, isPassed, text) => {
  const work = { ...scored, accuracies: { training, validation } };
  expect(found({ kind: "gap", max: 0.1 }, work)).toEqual([isPassed, text]);
});

test("of one thing there is no plural", () => {
  const { training } = scored;
  const work = { ...scored, params: 1, training: training && { ...training, epochs: 1 } };
  expect(found({ kind: "max-params", max: 1 }, work)).toEqual([true, "1 parameter"]);
  expect(found({ kind: "max-epochs", max: 1 }, work)).toEqual([true, "1 epoch"]);
  expect(describeCheck({ kind: "max-epochs", max: 1 })).toBe("Trained for at most 1 epoch");
  expect(describeCheck({ kind: "gap", max: 0.1 }).replace("\u00A0", " ")).toBe(
    "Accuracy in training is at most 10 percentage points above that in validation",
  );
});

test("a score that is not a number passes nothing", () => {
  const broken = { ...scored, test: { accuracy: Number.NaN, macroF1: 1, perClass: [] } };
  expect(found({ kind: "accuracy", min: 0 }, broken)).toEqual([false, "not a number"]);
});
