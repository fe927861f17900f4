import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { distEntry } from "#server/platform/paths.ts";
import type { TrainingTask } from "#server/services/cost/estimate-training.ts";
import { buildBundles } from "#server/worker/testing/worker-process.ts";
import { estimateHere } from "../testing/estimate-here.ts";
import { estimateInThread } from "./estimate-in-thread.ts";
import { startThreads, type WebThreads } from "./start-threads.ts";

let threads: WebThreads;

beforeAll(async () => {
  await buildBundles();
  threads = startThreads();
});
afterAll(() => threads.close());

const task: TrainingTask = {
  graph: presetGraph("inception-small"),
  hyperParameters: DEFAULT_HYPER_PARAMETERS,
  imageShape: [64, 64, 3],
  target: numberedClasses(10),
  counts: { train: 100, validation: 50, test: 50 },
};

test("the bundle that threads run does not hold ONNX Runtime, whose sessions crash in threads", async () => {
  const bundle = await readFile(distEntry("thread"), "utf8");
  expect(bundle).toContain("estimateTraining");
  expect(bundle).not.toContain("onnxruntime-node");
});

test("an estimate is the same in a thread as here", async () => {
  const inThread = await estimateInThread(threads)(task, { isBackground: false });
  expect({ ...inThread, isSimple: false }).toEqual(await estimateHere()(task));
});

test("what is wrong with a network comes back in words", async () => {
  const graph = { ...task.graph, edges: [] };
  await expect(estimateInThread(threads)({ ...task, graph }, { isBackground: false })).rejects.toMatchObject({
    code: "INVALID_GRAPH",
  });
});
