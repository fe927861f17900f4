import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { expect, test, vi } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { FULL_SIZE_PRESETS, PRESETS } from "#models/presets/index.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { estimateTraining } from "#server/engine/onnx/cost/estimate-training.ts";
import { AppError } from "#server/platform/errors.ts";
import { ThreadTimeout } from "#server/platform/thread-pool.ts";
import type { TrainingTask } from "#server/services/cost/estimate-training.ts";
import { simpleEstimate } from "#server/services/cost/simple-estimate.ts";
import { createEstimator, type ComputeEstimate } from "./create-estimator.ts";

const EUROSAT = { train: 16_200, validation: 5_400, test: 5_400 };
const exact = { memoryBytes: 1e9, epochSeconds: 3, onceSeconds: 0 };
const forEver = { patienceMs: 2 ** 30, backgroundPatienceMs: 2 ** 30 };

function taskOf(hyperParameters: Partial<TrainingTask["hyperParameters"]> = {}): TrainingTask {
  return {
    graph: presetGraph("lecture-cnn"),
    hyperParameters: { ...DEFAULT_HYPER_PARAMETERS, ...hyperParameters },
    imageShape: [64, 64, 3],
    target: numberedClasses(10),
    counts: EUROSAT,
  };
}

test("what is asked several times, at once or later, is worked out once", async () => {
  const compute = vi.fn<ComputeEstimate>(async () => exact);
  const estimate = createEstimator(compute, forEver);
  const { graph } = taskOf();
  const moved = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 7, y: 7 } })) };
  const asked = [taskOf(), taskOf({ learningRate: 1, seed: 9, epochs: 99 }), { ...taskOf(), graph: moved }];
  const answers = await Promise.all(asked.map((task) => estimate(task)));
  answers.push(await estimate(taskOf()));
  expect(answers).toEqual(answers.map(() => ({ ...exact, isSimple: false })));
  expect(compute).toHaveBeenCalledTimes(1);
  await estimate(taskOf({ batchSize: 16 }));
  expect(compute).toHaveBeenCalledTimes(2);
});

test("after a while the simple estimate stands; the engine's is there for the next who asks", async () => {
  let finish: () => void = () => undefined;
  const compute: ComputeEstimate = () => new Promise((resolve) => (finish = () => resolve(exact)));
  const estimate = createEstimator(compute, { ...forEver, patienceMs: 1 });
  expect(await estimate(taskOf())).toEqual(simpleEstimate(taskOf()));
  expect(simpleEstimate(taskOf()).isSimple).toBe(true);
  finish();
  await expect.poll(() => estimate(taskOf())).toEqual({ ...exact, isSimple: false });
});

test("what takes for ever is not tried twice; what found no room is", async () => {
  const busy = new AppError("UNAVAILABLE", "busy");
  for (const { error, calls } of [
    { error: new ThreadTimeout("estimate", 1), calls: 1 },
    { error: busy, calls: 2 },
  ]) {
    const compute = vi.fn<ComputeEstimate>().mockRejectedValue(error);
    const estimate = createEstimator(compute, forEver);
    expect((await estimate(taskOf())).isSimple).toBe(true);
    expect((await estimate(taskOf())).isSimple).toBe(true);
    expect(compute).toHaveBeenCalledTimes(calls);
  }
});

test("a network that cannot be trained is said to be none", async () => {
  const error = new AppError("INVALID_GRAPH", "no");
  const estimate = createEstimator(() => Promise.reject(error), forEver);
  await expect(estimate(taskOf())).rejects.toBe(error);
});

test.each([...PRESETS, ...FULL_SIZE_PRESETS].map(({ id, graph }) => ({ id, graph })))(
  "the simple estimate of $id is near the engine's",
  ({ graph }) => {
    const task = { ...taskOf(), graph };
    const [simple, engine] = [simpleEstimate(task), estimateTraining(task, { threads: 4, blockSize: 16 })];
    expect(Math.abs(Math.log2(simple.memoryBytes / engine.memoryBytes))).toBeLessThan(0.5);
    expect(Math.abs(Math.log2(simple.epochSeconds / engine.epochSeconds))).toBeLessThan(1);
  },
);
