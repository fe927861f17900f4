import { expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { exportModel } from "../onnx/graph/export-model.ts";
import { ModelSession } from "../onnx/session/model-session.ts";
import { randomSplit } from "../testing/random-batch.ts";
import { initialWeights } from "../weights/initial-weights.ts";
import { planNetwork } from "../weights/network-plan.ts";
import { evaluate } from "./evaluate.ts";

const imageShape = [64, 64, 3] as const;
const target = numberedClasses(10);
/** Two batches and one picture. */
const split = randomSplit(33, { shape: imageShape, classes: 10, seed: 1 });
const common = { split, imageShape, target, trainTargets: split.targets, loss: null };
const plan = planNetwork(presetGraph(), { inputShape: imageShape, target });

test("a split is scored bit for bit as all of it asked at once, whatever the threads", async () => {
  const model = exportModel(plan, initialWeights(plan, 1));
  const images = new Uint8Array(split.count * 64 * 64 * 3);
  split.read(
    Array.from({ length: split.count }, (_, index) => index),
    images,
  );
  const session = await ModelSession.open(model, { threads: 1 });
  const { probabilities = new Float32Array(), logits = new Float32Array() } = await session.infer(
    images,
    split.count,
    imageShape,
  );
  await session.release();
  const rows = Array.from({ length: split.count }, (_, row) => [row * 10, row * 10 + 10] as const);
  const expected = rows.map(([from, to]) => {
    const row = probabilities.subarray(from, to);
    return row.indexOf(Math.max(...row));
  });
  const losses = rows.map(([from, to], row) => {
    const own = logits.subarray(from, to);
    const largest = Math.max(...own);
    const sum = own.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    return Math.log(sum) + largest - (own[split.targets[row] ?? 0] ?? Number.NaN);
  });
  const loss = losses.reduce((total, each) => total + each, 0) / split.count;

  for (const speed of [{ threads: 1 }, { threads: 2 }, { threads: 2, isSleepy: true }]) {
    const { answered, evaluation, mistakes } = await evaluate({ ...common, model, ...speed });
    expect([...answered]).toEqual(expected);
    expect(evaluation).toMatchObject({ loss, count: split.count });
    const surest = mistakes[0] as { index: number; predicted: number; confidence: number } | undefined;
    expect(surest?.confidence).toBe(probabilities[10 * (surest?.index ?? 0) + (surest?.predicted ?? 0)]);
  }
});

test("a network whose weights are no numbers is told as such, and not as a fault of the dataset", async () => {
  const weights = initialWeights(plan, 1);
  for (const values of weights.values()) values.fill(Number.NaN);
  const model = exportModel(plan, weights);
  await expect(evaluate({ ...common, model, threads: 1 })).rejects.toMatchObject({ code: "NOT_FINITE" });
});
