import * as tf from "@tensorflow/tfjs";
import { Tensor } from "onnxruntime-node";
import { beforeAll, expect, test } from "vitest";
import { lossOf, REGRESSION_LOSSES, type RegressionLoss } from "#models/tasks/regression/losses.ts";
import { TfjsOracle } from "#server/engine/testing/tfjs-oracle.ts";
import { GraphBuilder } from "../graph/graph-builder.ts";
import { createSession } from "../session/create-session.ts";
import { emitRegressionLoss } from "./emit-regression-loss.ts";

// Residuals on both sides of Huber's corners and right on one; none on the absolute value's.
const OUTPUTS = [0.25, -3, 1.5, 0.9, -0.5, 2];
const TARGETS = [0.5, 1.25, -2, 0.1, 0.5, 0.75];

const ORACLE: Record<RegressionLoss, (targets: tf.Tensor, outputs: tf.Tensor) => tf.Tensor> = {
  meanSquaredError: (targets, outputs) => tf.losses.meanSquaredError(targets, outputs),
  meanAbsoluteError: (targets, outputs) => tf.losses.absoluteDifference(targets, outputs),
  huber: (targets, outputs) => tf.losses.huberLoss(targets, outputs),
};

beforeAll(() => TfjsOracle.prepare());

test.each(REGRESSION_LOSSES)("%s and its gradient are TensorFlow.js's", async (loss) => {
  const ours = await inRuntime(loss, OUTPUTS, TARGETS);
  const targets = tf.tensor1d(TARGETS);
  const { value, grad } = tf.valueAndGrad((outputs: tf.Tensor) => ORACLE[loss](targets, outputs).asScalar())(
    tf.tensor1d(OUTPUTS),
  );
  expect(ours.lossSum / TARGETS.length).toBeCloseTo(value.dataSync()[0] ?? Number.NaN, 6);
  for (const [i, expected] of grad.dataSync().entries()) expect(ours.gradient[i]).toBeCloseTo(expected, 6);
  const scored = OUTPUTS.map((output, i) => lossOf(loss, output - (TARGETS[i] ?? Number.NaN)));
  expect(scored.reduce((sum, each) => sum + each, 0)).toBeCloseTo(ours.lossSum, 5);
});

test("what is right costs nothing and moves nothing", async () => {
  for (const loss of REGRESSION_LOSSES) {
    expect(await inRuntime(loss, [3], [3])).toEqual({ lossSum: 0, gradient: [0] });
  }
});

async function inRuntime(loss: RegressionLoss, outputs: readonly number[], targets: readonly number[]) {
  const graph = new GraphBuilder();
  const output = graph.input("output", "float32", ["batch", 1]);
  const nodes = emitRegressionLoss(graph, output, {
    targets: graph.input("targets", "float32", ["batch"]),
    loss,
  });
  graph.output("lossSum", nodes.lossSum, { type: "float32", dims: [] });
  graph.output("gradient", nodes.outputGradient, { type: "float32", dims: ["batch", 1] });
  const session = await createSession(graph.encode("loss"), { threads: 1 });
  const results = await session.run({
    output: new Tensor("float32", Float32Array.from(outputs), [outputs.length, 1]),
    targets: new Tensor("float32", Float32Array.from(targets), [targets.length]),
  });
  await session.release();
  const gradient = [...((results.gradient?.data ?? []) as Float32Array)];
  return { lossSum: Number(results.lossSum?.data[0]), gradient };
}
