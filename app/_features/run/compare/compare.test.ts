import { expect, test } from "vitest";
import { taskOf } from "#models/tasks/index.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { evaluationOf } from "#models/training/evaluate.ts";
import { hyperParameters, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails, RunResult } from "#server/contract/run.ts";
import { classChanges, confusionChange } from "./class-changes.ts";
import { compareAddress, comparedRuns, MOST_COMPARED } from "./compare-address.ts";
import { compareSpec } from "./compare-curve-spec.ts";
import { resultRows, settingRows } from "./compare-settings.ts";
import { colorOf, letterOf, type ComparedRun } from "./compared-run.ts";

const target = numberedClasses(2);
const scored = (confusion: number[][], classes = ["Forest", "River"]) =>
  evaluationOf({ confusion, lossSum: 10, classes });

function comparedRun(
  place: number,
  {
    settings = {},
    version = "v1",
    accuracy = 0.5,
    steps = 10,
  }: { settings?: Partial<HyperParameters>; version?: string; accuracy?: number; steps?: number } = {},
): ComparedRun {
  const epochs = [1, 2].map((epoch) => ({
    epoch,
    train: { loss: 1 / epoch, accuracy },
    validation: { loss: 2 / epoch, accuracy },
    learningRate: 0.001,
    seconds: 5 * (place + 1),
    imagesPerSecond: 100,
    isBest: true,
  }));
  const test = { count: 10, loss: 0.5, accuracy, macroF1: accuracy };
  const details: Partial<RunDetails> = {
    target,
    datasetTitle: "Tiles",
    datasetVersionId: version,
    params: 1_000,
    macs: 10_000,
    startedFrom: null,
    epochs: 2,
    tieBreak: accuracy,
    peakMemoryBytes: null,
    hyperParameters: hyperParameters.parse({ epochs: 2, ...settings }),
  };
  return {
    letter: letterOf(place),
    color: colorOf(place),
    details: details as RunDetails,
    network: { layers: [], params: 1_000 },
    history: { ...EMPTY_RUN_HISTORY, epochs, bestEpoch: 2 },
    curve: {
      steps,
      width: 1,
      points: [
        [1, 0.5, 3, 0.1],
        [2 * steps, 5, 1, accuracy],
      ],
    },
    result: { target, test, validation: test, mistakes: [] } as unknown as RunResult,
  };
}

test("an address names each run once, and what is no run not at all", () => {
  const ids = Array.from({ length: 8 }, (_, n) => `00000000-0000-4000-8000-00000000000${n}`);
  const { searchParams } = new URL(compareAddress("c", [...ids.slice(0, 2), ids[0] ?? ""]), "http://x");
  expect(comparedRuns(searchParams.get("runs"))).toEqual(ids.slice(0, 2));
  expect(comparedRuns(` ${ids[1]?.toUpperCase()} ,x,,`)).toEqual([ids[1]]);
  expect(comparedRuns(ids.join(","))).toHaveLength(MOST_COMPARED);
  expect(comparedRuns(null)).toEqual([]);
});

test("settings that differ are marked, and those that nobody has set are left out", () => {
  const rows = settingRows([
    comparedRun(0),
    comparedRun(1, { settings: { optimizer: "sgd", flipVertical: true } }),
  ]);
  const different = rows.filter(({ isDifferent }) => isDifferent);
  expect(different.map(({ name, values }) => [name, ...values])).toEqual([
    ["Optimizer", "Adam", "SGD"],
    ["Momentum", "–", "0.9"],
    ["Flip up and down", "Off", "On"],
  ]);
  expect(rows.map(({ name }) => name)).toContain("Batch size");
  expect(rows.map(({ name }) => name)).not.toContain("Label smoothing");
});

test("the best is marked where runs were measured on the same tiles", () => {
  const [a, b] = [comparedRun(0, { accuracy: 0.5 }), comparedRun(1, { accuracy: 0.75 })];
  const rows = resultRows([a, b]);
  const row = (name: string) => rows.find((each) => each.name === name);
  expect(row("Test accuracy")).toMatchObject({
    values: ["50.0\u00a0%", "75.0\u00a0%"],
    best: [1],
    isDifferent: true,
  });
  expect(row("Test loss")).toMatchObject({ best: [], isDifferent: false });
  expect(row("Test macro F1")).toMatchObject({ best: [1] });
  expect(row("Time in epochs")).toMatchObject({ values: ["10 s", "20 s"], best: [0] });
  const apart = resultRows([a, comparedRun(1, { accuracy: 0.75, version: "v2" })]);
  expect(apart.find(({ name }) => name === "Test accuracy")?.best).toEqual([]);
});

test("runs of other batch sizes lie over each other by epoch, and apart by step", () => {
  const runs = [comparedRun(0, { steps: 10 }), comparedRun(1, { steps: 40 })];
  const choices = { axis: "epoch", scale: "linear", smoothing: "off" } as const;
  const facts = { metric: taskOf(target).lossMetric, measure: "loss", runs, choices, lines: "both" } as const;
  const byEpoch = compareSpec(facts);
  expect(byEpoch.series.map(({ label, color, look }) => [label, color, look])).toEqual([
    ["A, training", "run1", "dashed"],
    ["A, validation", "run1", "solid"],
    ["B, training", "run2", "dashed"],
    ["B, validation", "run2", "solid"],
  ]);
  expect(byEpoch.xRange).toEqual([0, 2]);
  expect(byEpoch.series[3]?.x).toEqual([1, 2]);
  expect(compareSpec({ ...facts, choices: { ...choices, axis: "step" } }).xRange).toEqual([0, 80]);
  expect(compareSpec({ ...facts, lines: "validation" }).series).toHaveLength(2);
});

test("classes that got better and worse, and which of that chance makes as well", () => {
  const before = scored([
    [50, 50],
    [10, 90],
  ]);
  const after = scored([
    [90, 10],
    [12, 88],
  ]);
  const changes = classChanges(before, after);
  expect(changes.map(({ className, isBeyondChance }) => [className, isBeyondChance])).toEqual([
    ["Forest", true],
    ["River", true],
  ]);
  expect(changes[0]?.change).toBeCloseTo(180 / 202 - 100 / 160);
  const few = classChanges(
    scored([
      [5, 5],
      [1, 9],
    ]),
    scored([
      [6, 4],
      [1, 9],
    ]),
  );
  expect(few.every(({ isBeyondChance }) => !isBeyondChance)).toBe(true);
});

test("matrices of the same classes and tiles are subtracted, others are not", () => {
  const before = scored([
    [5, 5],
    [1, 9],
  ]);
  expect(
    confusionChange(
      before,
      scored([
        [7, 3],
        [0, 10],
      ]),
    ),
  ).toEqual([
    [2, -2],
    [-1, 1],
  ]);
  expect(
    confusionChange(
      before,
      scored([
        [7, 4],
        [0, 10],
      ]),
    ),
  ).toBeUndefined();
  expect(
    confusionChange(
      before,
      scored(
        [
          [5, 5],
          [1, 9],
        ],
        ["Forest", "Lake"],
      ),
    ),
  ).toBeUndefined();
});
