import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { chainGraph } from "#models/graph/chain.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { eventually } from "#models/testing/eventually.ts";
import { inProof, isProof } from "#models/testing/proof.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { residentBytes } from "./host/memory-watch.ts";
import { predictMessages } from "./handlers/predict/messages.ts";
import { runTask } from "./host/run-task.ts";
import { startChild } from "./host/start-child.ts";
import { createLab, type Lab } from "./testing/lab.ts";
import { isAlive, type WorkerProcess } from "./testing/worker-process.ts";

let lab: Lab;
beforeAll(async () => {
  // Three fifths of them train: a batch of 128 is a whole one.
  lab = await createLab(250);
});
afterAll(() => lab.close());
afterEach(() => lab.endWorkers());

const train = (hyperParameters: Partial<HyperParameters>, graph: ModelGraph) =>
  lab.train({ epochs: 1, ...hyperParameters }, graph);
const ended = (runId: string) =>
  lab.runWhen(runId, ({ state }) => state === "finished" || state === "failed" || state === "cancelled");

const TINY = chainGraph([
  { type: "AveragePooling2D", settings: { poolSize: [8, 8] } },
  { type: "Flatten" },
  { type: "Dense", settings: { units: 10 } },
]);

const PRESETS = [
  "lecture-cnn",
  "vgg-small",
  "resnet-small",
  "se-resnet-small",
  "inception-small",
  "mobilenet-small",
  "dense-only",
];
type Size = readonly [preset: string, batchSize: number];
const SIZES = PRESETS.flatMap((preset) => [32, 128].map((batchSize): Size => [preset, batchSize]));
const QUICK: Size[] = [
  ["lecture-cnn", 32],
  ["mobilenet-small", 128],
];
test.each(inProof(SIZES, QUICK))(
  "%s at batch %d takes what was estimated, within a fifth",
  async (preset, batchSize) => {
    await lab.worker();
    // The allocator has grown as far as it will only after a few steps.
    const run = await ended(await train({ batchSize, epochs: 2 }, presetGraph(preset)));
    expect(run.failure).toBeNull();
    const ratio = (run.peakMemoryBytes ?? 0) / (run.estimatedMemoryBytes ?? 1);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.2);
  },
);

/** When garbage is collected is V8's affair and moves the size by a tenth; what is kept is what a leak adds to. */
const COLLECTING = ["--expose-gc", "--import", "data:text/javascript,setInterval(gc, 500).unref()"];

/** Trains so many networks one after the other; after each, the worker's size and its children. */
async function trainInRow(count: number, { pid, children }: WorkerProcess) {
  const after: { bytes: number; children: number[] }[] = [];
  let next = train({}, TINY);
  for (let job = 0; job < count; job++) {
    const runId = await next;
    // The next one waits already when this one ends.
    if (job + 1 < count) next = train({}, TINY);
    expect((await ended(runId)).failure).toBeNull();
    after.push({ bytes: (await residentBytes(pid)) ?? 0, children: await children() });
  }
  return after;
}

test("jobs in a row leave no child behind", async () => {
  const process = await lab.worker();
  const after = await trainInRow(inProof(100, 10), process);
  // The last job took what was there after the one before, so that whatever was there before that has had its job.
  const used = new Set(after.slice(0, -2).flatMap(({ children }) => children));
  expect(used.size).toBeGreaterThan(1);
  await eventually(() => expect([...used].filter(isAlive)).toEqual([]));
  // The one that waits for the next job.
  await eventually(async () => expect(await process.children()).toHaveLength(1));
});

test.runIf(isProof)("one hundred jobs in a row leave the worker as large as before", async () => {
  const after = await trainInRow(100, await lab.worker({}, COLLECTING));
  const smallest = (from: number, to: number) => Math.min(...after.slice(from, to).map(({ bytes }) => bytes));
  // In the first twenty it compiles and opens what it does only once.
  expect(smallest(70, 100) / smallest(20, 50)).toBeLessThan(1.05);
});

/** Main thread asleep, and as large as when it was last looked at. */
async function whenLoaded({ children }: WorkerProcess) {
  let before = "";
  return eventually(async () => {
    const [pid = -1] = await children();
    expect(await readFile(`/proc/${pid}/maps`, "utf8")).toContain("libonnxruntime");
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const [state, bytes] = [/^State:\s+(\w)/m.exec(status)?.[1], /^VmSize:\s+(\d+)/m.exec(status)?.[1]];
    const [now, earlier] = [`${pid} ${state} ${bytes}`, before];
    before = now;
    expect(state).toBe("S");
    expect(now).toBe(earlier);
    return { pid, bytes: Number(bytes) * 1024 };
  });
}

test("a child whose memory is limited from outside says what it needed and what was there", async () => {
  // Once the engine is loaded, so that it is the training that finds no room.
  const { pid, bytes } = await whenLoaded(await lab.worker());
  // Address space, as a batch system would limit it: what it has now and a little more.
  execFileSync("prlimit", ["--pid", String(pid), `--as=${bytes + 500 * 2 ** 20}`]);
  const run = await ended(await train({ batchSize: 100 }, presetGraph("vgg-small")));
  expect(run.failure).toMatchObject({
    code: "OUT_OF_MEMORY",
    message: expect.stringMatching(/need about [\d.]+ [GM]B; [\d.]+ GB were there/u),
  });
});

test("a run that no longer fits when its turn comes is refused with what would fit", async () => {
  const runId = await train({ batchSize: 100 }, presetGraph("vgg-small"));
  await lab.worker({ CHILD_MEMORY_BYTES: String(600 * 2 ** 20) });
  const { failure } = await ended(runId);
  expect(failure).toMatchObject({
    code: "OUT_OF_MEMORY",
    message: expect.stringMatching(
      /needs about [\d.]+ [GM]B of memory; the server has 600 MB.*Batch size \d+ fits/u,
    ),
  });
});

test("a child that takes more than it may is ended, and that is what is said", async () => {
  const entry = join(lab.site.home, "hungry.mjs");
  await writeFile(
    entry,
    "const kept = Array.from({ length: 30 }, () => Buffer.alloc(2 ** 24, 1)); process.stdin.resume().on('end', () => kept.pop());",
  );
  const { logger } = lab.site.web.deps;
  const child = startChild({ entry, memoryLimitBytes: 200 * 2 ** 20, logger });
  const task = { modelKey: "", modelFile: "", datasetDir: "", image: { validationIndex: 0 } };
  expect(await runTask(child, predictMessages, { task }).end).toMatchObject({
    kind: "crashed",
    failure: { code: "OUT_OF_MEMORY", message: expect.stringContaining("more than 200 MB of memory") },
  });
  expect(isAlive(child.pid)).toBe(false);
});
