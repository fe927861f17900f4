import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { eventually } from "#models/testing/eventually.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { createLab, type Lab } from "./testing/lab.ts";
import { predictMessages } from "./handlers/predict/messages.ts";
import { runTask } from "./host/run-task.ts";
import { startChild, type Child } from "./host/start-child.ts";

let lab: Lab;
beforeAll(async () => {
  lab = await createLab(400);
});
afterAll(() => lab.close());
afterEach(() => lab.endWorkers());

const PICTURE = { modelKey: "", modelFile: "", datasetDir: "", image: { validationIndex: 0 } };
const GIVES_UP = 3;

/** A child that runs a program of ours in place of the training. */
async function childOf(source: string, memoryLimitBytes: number): Promise<Child> {
  const entry = join(lab.site.home, "program.mjs");
  await writeFile(entry, source);
  return startChild({ entry, memoryLimitBytes, logger: lab.site.web.deps.logger });
}

/** Slowly, so that it is looked at on the way. */
const HUNGRY =
  'process.stdin.once("data", async () => { const kept = []; for (;;) {' +
  " kept.push(Buffer.alloc(2 ** 21, 1)); await new Promise((next) => setTimeout(next, 25)); } });";

/** A control group that may take this much; null where we may not make one. */
function limitedGroup(bytes: number): { take: (pid: number) => void; remove: () => void } | null {
  const isFirst = existsSync("/sys/fs/cgroup/memory/memory.limit_in_bytes");
  const root = isFirst ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup";
  const group = join(root, `strata-test-${process.pid}`);
  try {
    mkdirSync(group);
    writeFileSync(join(group, isFirst ? "memory.limit_in_bytes" : "memory.max"), String(bytes));
  } catch {
    return null;
  }
  return {
    take: (pid) => writeFileSync(join(group, "cgroup.procs"), String(pid)),
    remove: () => rmdirSync(group),
  };
}

const group = limitedGroup(150 * 2 ** 20);
afterAll(() => group?.remove());

test.skipIf(group === null)(
  "a child that the kernel ends for want of memory is said to be out of it",
  async () => {
    const child = await childOf(HUNGRY, 2 ** 34);
    group?.take(child.pid);
    // The group is seen by what is looked at next.
    await eventually(() =>
      expect(readFileSync(`/proc/${child.pid}/cgroup`, "utf8")).toContain("strata-test"),
    );
    expect(await runTask(child, predictMessages, { task: PICTURE }).end).toMatchObject({
      kind: "crashed",
      failure: { code: "OUT_OF_MEMORY", message: expect.stringContaining("server ran out of memory") },
    });
  },
);

test.each(["SIGKILL", "SIGTERM"] as const)(
  "a child ended by another's %s is not out of memory",
  async (signal) => {
    const child = await childOf("process.stdin.resume();", 2 ** 34);
    const end = runTask(child, predictMessages, { task: PICTURE }).end;
    process.kill(child.pid, signal);
    expect(await end).toEqual({ kind: "ended-outside", signal });
  },
);

const startedTimes = ({ events }: RunDetails) => events.filter(({ body }) => body.kind === "started").length;

test("a run whose child is killed goes on from its checkpoint as the next attempt", async () => {
  const holder = await lab.worker();
  const runId = await lab.train({ epochs: 20 });
  await lab.runWhen(runId, ({ epochsDone }) => epochsDone >= 2);
  for (const pid of await holder.children()) process.kill(pid, "SIGKILL");
  const run = await lab.runWhen(runId, ({ state }) => state === "finished" || state === "failed");
  expect(run.failure).toBeNull();
  expect(startedTimes(run)).toBe(2);
  const history = applyRunEvents(EMPTY_RUN_HISTORY, run.events);
  expect(history.takenUp?.fromEpoch).toBeGreaterThanOrEqual(1);
  expect(history.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test("killed at every attempt, it ends as what it is: not out of memory", async () => {
  const holder = await lab.worker();
  // Its first epoch takes longer than four kills.
  const runId = await lab.train({ epochs: 1, batchSize: 1 }, presetGraph("vgg-small"));
  for (let attempt = 1; attempt <= GIVES_UP + 1; attempt += 1) {
    await lab.runWhen(runId, ({ progress }) => progress?.attempt === attempt);
    for (const pid of await holder.children()) process.kill(pid, "SIGKILL");
  }
  const { failure, events } = await lab.runWhen(runId, ({ state }) => state === "failed");
  expect(failure).toMatchObject({ code: "CHILD_CRASHED", message: expect.stringContaining("(SIGKILL)") });
  expect(events.filter(({ body }) => body.kind === "failed")).toHaveLength(1);
});
