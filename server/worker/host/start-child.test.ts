import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "#server/platform/logger.ts";
import { predictMessages } from "../handlers/predict/messages.ts";
import { createChildPool } from "./child-pool.ts";
import { runTask } from "./run-task.ts";
import { startChild } from "./start-child.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-child-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.skipIf(process.platform === "win32")(
  "a child and every thread that it makes give way to the processes that answer people",
  async () => {
    const entry = join(folder, "child.mjs");
    // Each thread of a process has a priority of its own on Linux: all of them are asked, a pool's and a worker's too.
    await writeFile(
      entry,
      `import { readdirSync, readFileSync, stat } from "node:fs";
import { getPriority } from "node:os";
import { Worker } from "node:worker_threads";
process.stdin.once("data", () => stat(".", () => {
  const worker = new Worker("setInterval(() => undefined, 1000)", { eval: true });
  worker.on("online", () => {
    const tasks = process.platform === "linux" ? readdirSync("/proc/self/task") : [];
    const nice = tasks.map((id) => Number(readFileSync("/proc/self/task/" + id + "/stat", "utf8").split(") ")[1].split(" ")[16]));
    const message = JSON.stringify([...nice, getPriority()]);
    process.stdout.write(JSON.stringify({ kind: "end", id: 1, end: { kind: "failed", failure: { code: "NOT_FINITE", message } }, residentBytes: 1 }) + String.fromCharCode(10), () => process.exit());
  });
}));`,
    );
    const logger = createLogger({ LOG_LEVEL: "silent" }, "test");
    const pool = createChildPool(() => startChild({ entry, memoryLimitBytes: 2 ** 32, logger }));
    const task = { modelKey: "", modelFile: "", datasetDir: "", image: { validationIndex: 0 } };
    const end = await runTask(pool.take("training"), predictMessages, { task }).end;
    pool.close();
    const told = end.kind === "failed" ? end.failure.message : JSON.stringify(end);
    expect(told).toMatch(/^\[/);
    const priorities = JSON.parse(told) as number[];
    expect(Math.min(...priorities)).toBeGreaterThan(getPriority());
  },
);
