import { expect, test } from "vitest";
import type { CurvePoint } from "../runs/step-curve.ts";
import { listNetwork } from "../graph/list-network.ts";
import { tinyCnn } from "../presets/tiny-cnn.ts";
import { transferGraph } from "../presets/transfer-mobilenet.ts";
import { numberedClasses } from "../tasks/numbered-classes.ts";
import type { TaskTarget } from "../tasks/target.ts";
import type { EpochMetrics } from "../training/epoch-metrics.ts";
import { hyperParameters } from "../training/hyper-parameters.ts";
import { diagnose } from "./diagnose.ts";
import type { RunFacts } from "./finding.ts";

type Numbers = [loss: number, validationLoss: number, accuracy: number, validationAccuracy: number];

/** 100 tiles of each of ten classes. */
const LABELS = Array.from({ length: 1_000 }, (_, index) => index % 10);
const WATTS: TaskTarget = { task: "regression", quantity: "irradiance", unit: "W/m²" };

function epochsOf(rows: readonly Numbers[], name: "accuracy" | "rmse" = "accuracy"): EpochMetrics[] {
  return rows.map(([loss, validationLoss, own, theirs], index) => ({
    epoch: index + 1,
    train: { loss, [name]: own },
    validation: {
      loss: validationLoss,
      [name]: theirs,
      ...(name === "rmse" ? { r2: 1 - validationLoss } : {}),
    },
    seconds: 10,
    imagesPerSecond: 100,
  }));
}

function factsOf(rows: readonly Numbers[], facts: Partial<RunFacts> = {}): RunFacts {
  const target = facts.target ?? numberedClasses(10);
  return {
    target,
    graph: tinyCnn.graph,
    hyperParameters: hyperParameters.parse({ epochs: 10 }),
    params: 1_000_000,
    epochs: epochsOf(rows, target.task === "regression" ? "rmse" : "accuracy"),
    curve: null,
    activity: null,
    validationTargets: LABELS,
    isEnded: false,
    ...facts,
  };
}

const kinds = (facts: RunFacts) => diagnose(facts).map(({ kind }) => kind);

const WELL: Numbers[] = [
  [1.8, 1.5, 0.35, 0.45],
  [1.2, 1.1, 0.58, 0.62],
  [0.9, 0.9, 0.69, 0.69],
];

test("of a run that learns as it should there is nothing to say", () => {
  expect(diagnose(factsOf(WELL))).toEqual([]);
  expect(diagnose(factsOf([]))).toEqual([]);
});

test("three deviations above the most frequent class's share are no chance any more: 12.8 % of 1,000 tiles of ten classes", () => {
  const guessing: Numbers[] = [
    [2.32, 2.303, 0.1, 0.1],
    [2.303, 2.303, 0.1, 0.128],
  ];
  const [found] = diagnose(factsOf(guessing));
  expect(found).toMatchObject({ kind: "chance", title: "It is guessing" });
  expect(found?.text).toBe(
    "After 2 epochs it calls 12.8\u00a0% of the validation tiles right at best. Saying the most frequent class every time gets 10.0\u00a0%.",
  );
  expect(found?.advice[0]).toBe("a learning rate of 0.0001 in place of 0.001");
  const above = guessing.with(1, [2.303, 2.303, 0.1, 0.13]);
  expect(kinds(factsOf(above))).toEqual([]);
  // One epoch may be too short; a run that ends with it says what came of it.
  expect(kinds(factsOf(guessing.slice(0, 1)))).toEqual([]);
  expect(kinds(factsOf(guessing.slice(0, 1), { isEnded: true }))).toEqual(["chance"]);
});

test("who trains the smallest network is not sent to it", () => {
  const guessing: Numbers[] = [
    [2.303, 2.303, 0.1, 0.1],
    [2.303, 2.303, 0.1, 0.1],
  ];
  const advice = (params: number) => diagnose(factsOf(guessing, { params }))[0]?.advice.join() ?? "";
  const { params } = listNetwork(tinyCnn.graph, [64, 64, 3]);
  expect(advice(params)).toMatch(/more filters or units/);
  expect(advice(params)).not.toContain("tiny-cnn");
  expect(advice(10 * params)).toContain("tiny-cnn");
});

test("where one class is half of the tiles, half of them right is chance", () => {
  const labels = LABELS.map((label) => (label < 5 ? 0 : label));
  expect(
    kinds(
      factsOf(
        WELL.slice(0, 2).map(([a, b, c]) => [a, b, c, 0.52]),
        { validationTargets: labels },
      ),
    ),
  ).toEqual(["chance"]);
});

test("a regression that says the mean has an R² of no more than chance: 9 / 1,000", () => {
  const target = WATTS;
  const at = (loss: number): Numbers[] => [1, 2].map(() => [1, loss, 300, 300]);
  expect(kinds(factsOf(at(0.992), { target }))).toEqual(["chance"]);
  expect(kinds(factsOf(at(0.98), { target }))).toEqual([]);
});

test("a loss a fifth above where it was has risen", () => {
  const rows: Numbers[] = [...WELL, [1.09, 0.95, 0.6, 0.68]];
  const [found] = diagnose(factsOf(rows));
  expect(found).toMatchObject({
    kind: "rising-loss",
    text: "Since epoch 3 it learns less instead of more. The training loss should fall or stay: it went from 0.9000 to 1.0900.",
  });
  expect(found?.advice[0]).toMatch(/^a learning rate of 0\.0001 in place of 0\.001/);
  expect(kinds(factsOf(rows.with(3, [1.07, 0.95, 0.6, 0.68])))).toEqual([]);
});

test("within the first epoch the steps tell of it", () => {
  const curveOf = (losses: number[]) => ({
    steps: 100,
    width: 1,
    points: losses.map((loss, index): CurvePoint => [index + 1, index, loss, 0.1]),
  });
  const rising = Array.from({ length: 40 }, (_, index) => 2.3 + (index > 20 ? (index - 20) * 0.2 : 0));
  const noisy = Array.from({ length: 40 }, (_, index) => 2.3 - index * 0.02 + (index % 3) * 0.3);
  expect(kinds(factsOf([], { curve: curveOf(rising) }))).toEqual(["rising-loss"]);
  expect(kinds(factsOf([], { curve: curveOf(noisy) }))).toEqual([]);
  expect(kinds(factsOf([], { curve: curveOf(rising.slice(0, 22)) }))).toEqual([]);
});

test("ten points between training and validation, and a validation loss that rises, are learning by heart", () => {
  const rows: Numbers[] = [...WELL, [0.4, 1.2, 0.9, 0.7]];
  const [found] = diagnose(factsOf(rows));
  expect(found).toMatchObject({
    kind: "gap",
    text: "In epoch 4 it calls 90.0\u00a0% of what it trains on right and 70.0\u00a0% of the validation split. Since epoch 3 the validation loss has risen, from 0.9000 to 1.2000, while the training loss fell on.",
  });
  expect(found?.advice[0]).toMatch(/^random flips/);
  const flipping = hyperParameters.parse({ flipHorizontal: true, flipVertical: true });
  expect(diagnose(factsOf(rows, { hyperParameters: flipping }))[0]?.advice[0]).toMatch(/^RandomTranslation/);
  expect(kinds(factsOf(rows.with(3, [0.4, 1.2, 0.79, 0.7])))).toEqual([]);
  expect(kinds(factsOf(rows.with(3, [0.4, 0.94, 0.9, 0.7])))).toEqual([]);
});

test("a regression's gap is told in its unit", () => {
  const rows: Numbers[] = [
    [0.5, 0.5, 200, 200],
    [0.1, 0.6, 90, 220],
  ];
  const [found] = diagnose(factsOf(rows, { target: WATTS }));
  expect(found?.kind).toBe("gap");
  expect(found?.text).toContain("it misses by 90\u00a0W/m² on what it trains on");
});

test("a run that ended while it was getting better says so, one that goes on or stopped early does not", () => {
  const settings = hyperParameters.parse({ epochs: 3 });
  const ended = { hyperParameters: settings, isEnded: true };
  expect(diagnose(factsOf(WELL, ended))).toMatchObject([
    { kind: "still-learning", advice: ["more epochs: 6 in place of 3"] },
  ]);
  expect(kinds(factsOf(WELL, { ...ended, isEnded: false }))).toEqual([]);
  expect(kinds(factsOf(WELL.slice(0, 2), ended))).toEqual([]);
  expect(kinds(factsOf(WELL.with(2, [0.9, 1.08, 0.69, 0.69]), ended))).toEqual([]);
});

test("a quarter of a ReLU layer that never rises is dead, and said of the worst layer", () => {
  const activityOf = (...dead: number[]) => ({
    count: 512,
    layers: dead.map((each, place) => ({ name: `conv2d_${place}`, units: 16, dead: each })),
  });
  expect(kinds(factsOf(WELL, { activity: activityOf(0, 3) }))).toEqual([]);
  const [found] = diagnose(factsOf(WELL, { activity: activityOf(4, 12) }));
  expect(found).toMatchObject({
    kind: "dead-units",
    title: "Dead units",
    text: "12 of the 16 units of conv2d_1 are 0 for each of 512 validation tiles: they tell nothing apart, and no gradient reaches them to change that. So are 4 of the 16 of conv2d_0.",
  });
  expect(found?.advice[0]).toBe(
    "a learning rate of 0.0001 in place of 0.001: a step that is too long throws units below 0 for good",
  );
  expect(diagnose(factsOf(WELL, { activity: activityOf(16) }))[0]).toMatchObject({
    title: "A whole layer is dead",
    text: expect.stringMatching(/^All 16 units of conv2d_0 are 0 .* the same answer for every tile/),
  });
});

test("moving statistics that had too few steps are told before learning by heart, with a momentum that has enough", () => {
  const graph = transferGraph({ frozenStages: 0 });
  const slow = {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.type === "BatchNormalization"
        ? { ...node, settings: { ...node.settings, momentum: 0.999 } }
        : node,
    ),
  };
  const apart: Numbers[] = [
    [1.03, 1.5, 0.8, 0.5],
    [0.66, 1.7, 0.97, 0.525],
  ];
  const curve = { steps: 506, width: 1, points: [] };
  const [found, second] = diagnose(factsOf(apart, { graph: slow, curve }));
  expect(found).toMatchObject({ kind: "late-statistics", title: "Batch normalization is behind" });
  expect(found?.text).toContain(
    "with a momentum of 0.999 follow about 1,000 steps behind; after 1,012 steps 36.3\u00a0% of them",
  );
  expect(found?.advice[0]).toContain("a momentum of 0.99 in each");
  expect(second?.kind).toBe("gap");
  expect(kinds(factsOf(apart, { graph, curve }))).toEqual(["gap"]);
  // Frozen ones keep to what they came with; a run that is not apart has nothing to be told.
  expect(kinds(factsOf(apart, { graph: transferGraph(), curve: { ...curve, steps: 1 } }))).toEqual(["gap"]);
  expect(kinds(factsOf(WELL, { graph: slow, curve }))).toEqual([]);
});
