import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { pictureShape } from "#models/datasets/picture-shape.ts";
import { eventually } from "#models/testing/eventually.ts";
import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { exportModel } from "#server/engine/onnx/graph/export-model.ts";
import { predict } from "#server/engine/score/predict.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { createLogger } from "#server/platform/logger.ts";
import { distEntry } from "#server/platform/paths.ts";
import { predictMessages } from "../handlers/predict/messages.ts";
import { buildBundles, isAlive } from "../testing/worker-process.ts";
import { createResident, type Resident } from "./resident.ts";
import { createResidentPool } from "./resident-pool.ts";
import { startChild, type Child } from "./start-child.ts";

const MODELS = 12;
const logger = createLogger({ LOG_LEVEL: "silent" }, "test");
let folder: string;
let dataset: PackedDataset;
let resident: Resident | null = null;
let pids: number[] = [];
let children: Child[] = [];

const modelFile = (index: number) => join(folder, `${index}.onnx`);
const modelOf = (seed: number) => {
  const plan = planNetwork(presetGraph(), {
    inputShape: pictureShape(dataset.descriptor),
    target: dataset.descriptor.target,
  });
  return exportModel(plan, initialWeights(plan, seed));
};

beforeAll(async () => {
  await buildBundles();
  // Vitest sets one of its own.
  vi.stubEnv("BASE_URL", undefined);
  folder = await mkdtemp(join(tmpdir(), "strata-resident-"));
  await createSynthetic({ dir: join(folder, "tiles"), tiles: 50 });
  dataset = await openDataset(join(folder, "tiles"));
  for (let index = 0; index < MODELS; index += 1) await writeFile(modelFile(index), modelOf(index));
});
afterEach(() => resident?.close());
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

type Options = Partial<Parameters<typeof createResident>[0]>;
const open = (options: Options = {}) => questions(() => create(options));

function create(options: Options = {}) {
  return createResident({
    logger,
    start() {
      const child = startChild({ entry: distEntry("child"), memoryLimitBytes: 2 ** 34, logger });
      pids.push(child.pid);
      children.push(child);
      return child;
    },
    ...options,
  });
}

function questions(make: () => Resident) {
  pids = [];
  children = [];
  const opened = make();
  resident = opened;
  return (model: number, signal = new AbortController().signal) => {
    const task = { modelKey: `model-${model}`, modelFile: modelFile(model), datasetDir: dataset.dir };
    return opened.ask(predictMessages, { ...task, image: { validationIndex: model % 10 } }, signal);
  };
}

async function rightAnswer(model: number) {
  const images = await dataset.readTile("validation", model % 10);
  const [probabilities = []] = await predict({ model: modelOf(model), images, imageShape: [64, 64, 3] });
  return { kind: "predicted", answer: { task: "classification", probabilities } };
}

test("one process answers about more networks than it keeps loaded, each rightly and in order", async () => {
  const ask = open();
  const order: number[] = [];
  const asked = [...Array(MODELS).keys(), 0, 3, 3].map(async (model) => {
    const end = await ask(model);
    order.push(model);
    expect(end).toMatchObject(await rightAnswer(model));
  });
  await Promise.all(asked);
  expect(order).toEqual([...Array(MODELS).keys(), 0, 3, 3]);
  expect(pids).toHaveLength(1);
});

test("a process that is killed fails what it was answering alone; those behind are answered by the next", async () => {
  const ask = open();
  await ask(0);
  process.kill(pids[0] ?? 0, "SIGSTOP");
  const [first, ...others] = [1, 2, 3].map((model) => ask(model));
  process.kill(pids[0] ?? 0, "SIGKILL");
  expect(await first).toEqual({ kind: "ended-outside", signal: "SIGKILL" });
  expect(await Promise.all(others)).toEqual([
    expect.objectContaining({ kind: "predicted" }),
    expect.objectContaining({ kind: "predicted" }),
  ]);
  expect(pids).toHaveLength(2);
});

test.each([
  ["so many answers", { recycleAnswers: 2 }],
  ["its size", { recycleBytes: 1 }],
] as const)("a process is replaced after %s, and every question is answered", async (_, limits) => {
  const ask = open(limits);
  const ends = await Promise.all([0, 1, 2, 3, 4].map((model) => ask(model)));
  const next = await ask(5);
  for (const end of [...ends, next]) expect(end.kind).toBe("predicted");
  expect(pids).toHaveLength(2);
  await eventually(() => expect(isAlive(pids[0] ?? 0)).toBe(false));
});

test("a question that is withdrawn ends at once and holds up no other; with the worker the process ends", async () => {
  const ask = open();
  await ask(0);
  process.kill(pids[0] ?? 0, "SIGSTOP");
  const withdrawn = new AbortController();
  const [gone, other] = [ask(1, withdrawn.signal), ask(2)];
  withdrawn.abort();
  expect(await gone).toEqual({ kind: "killed" });
  process.kill(pids[0] ?? 0, "SIGCONT");
  expect(await other).toMatchObject({ kind: "predicted" });
  resident?.close();
  await eventually(() => expect(isAlive(pids[0] ?? 0)).toBe(false));
  expect(await ask(3)).toEqual({ kind: "killed" });
});

test("a network that is no network fails its own question, and the process goes on", async () => {
  const ask = open();
  await writeFile(modelFile(99), "no network");
  expect(await ask(99)).toMatchObject({ kind: "failed" });
  expect(await ask(1)).toMatchObject({ kind: "predicted" });
  expect(pids).toHaveLength(1);
});

test("a process that nobody asks anything ends; the next question finds another", async () => {
  const ask = open({ idleMs: 1 });
  expect(await ask(0)).toMatchObject({ kind: "predicted" });
  await eventually(() => expect(isAlive(pids[0] ?? 0)).toBe(false));
  await ask(1);
  expect(pids).toHaveLength(2);
});

test("a question that comes while its process is being ended is answered by the next", async () => {
  const ask = open();
  await ask(0);
  children[0]?.kill();
  expect(await ask(1)).toMatchObject({ kind: "predicted" });
  expect(pids).toHaveLength(2);
});

test("a question that is withdrawn is called off, and counts until its process has let go of it", async () => {
  const ask = questions(() => createResidentPool(2, create));
  await Promise.all([ask(0), ask(1)]);
  process.kill(pids[0] ?? 0, "SIGSTOP");
  const said = vi.spyOn(children[0]!, "say");
  const withdrawn = new AbortController();
  const gone = ask(2, withdrawn.signal);
  withdrawn.abort();
  expect(await gone).toEqual({ kind: "killed" });
  expect(said.mock.calls.map(([{ kind }]) => kind)).toEqual(["task", "cancel"]);
  expect(resident?.asked()).toBe(1);
  // The other process has nothing to do.
  expect(await ask(3)).toMatchObject({ kind: "predicted" });
  process.kill(pids[0] ?? 0, "SIGCONT");
  await eventually(() => expect(resident?.asked()).toBe(0));
});

test("an answer that never comes is given up, and the next question is asked of another process", async () => {
  const ask = open({ limitMs: 1 });
  expect(await ask(0)).toEqual({ kind: "killed" });
  expect(pids).toHaveLength(1);
});

test("of two processes one that hangs holds nobody up, and its death is the end of its own question", async () => {
  const ask = questions(() => createResidentPool(2, create));
  const both = await Promise.all([ask(0), ask(1)]);
  for (const end of both) expect(end.kind).toBe("predicted");
  expect(pids).toHaveLength(2);
  process.kill(pids[0] ?? 0, "SIGSTOP");
  const stuck = ask(2);
  for (const model of [3, 4, 5]) expect(await ask(model)).toMatchObject(await rightAnswer(model));
  process.kill(pids[0] ?? 0, "SIGKILL");
  expect(await stuck).toEqual({ kind: "ended-outside", signal: "SIGKILL" });
  expect(pids).toHaveLength(2);
});
