import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import type { Environment } from "#server/platform/env.ts";
import { distEntry, ROOT } from "#server/platform/paths.ts";
import { engineRecord } from "../engine/engine-record.ts";
import { findEngines } from "../engine/find-engines.ts";
import { defaultMemoryLimit } from "../host/memory-watch.ts";
import { LEAN_PROCESS } from "../lean-process.ts";

/** Bundles the server where its source is newer than the bundles. */
export async function buildBundles(): Promise<void> {
  const build = (await import(pathToFileURL(join(ROOT, "server/cli/build.mjs")).href)) as {
    buildServer: () => Promise<void>;
  };
  await build.buildServer();
}

export type WorkerProcess = {
  pid: number;
  id: string;
  /** Process ids of its children now. */
  children: () => Promise<number[]>;
  end: (signal: NodeJS.Signals) => Promise<number | null>;
};

/** A worker at rest takes a core for three seconds to check its engine, which has tests of its own. */
async function knowEngine(home: string, memoryLimitBytes: number): Promise<void> {
  const record = engineRecord(home, await findEngines(memoryLimitBytes));
  await record.write({ engine: "cpu", imagesPerSecond: 1_000, refused: [], isLasting: true });
}

/** Starts the bundled worker as `npm start` does. Resolves when it says that it is ready. */
export async function startWorkerProcess(
  environment: Environment,
  extra: Record<string, string> = {},
  nodeOptions: readonly string[] = [],
): Promise<WorkerProcess> {
  await knowEngine(
    extra["STRATA_HOME"] ?? environment.STRATA_HOME,
    Number(extra["CHILD_MEMORY_BYTES"] ?? defaultMemoryLimit()),
  );
  const args = ["--enable-source-maps", ...LEAN_PROCESS.nodeOptions, ...nodeOptions, distEntry("worker")];
  const worker = spawn(process.execPath, args, {
    env: {
      ...process.env,
      ...LEAN_PROCESS.env,
      DATABASE_URL: environment.DATABASE_URL,
      STRATA_HOME: environment.STRATA_HOME,
      LOG_LEVEL: "error",
      NODE_ENV: "test",
      ENGINE_THREADS: "1",
      // Vitest sets one of its own.
      BASE_URL: undefined,
      ...extra,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: worker.stdout });
  const [line] = (await Promise.race([once(lines, "line"), once(worker, "close")])) as unknown[];
  if (typeof line !== "string") throw new Error("The worker ended before it was ready");
  const { id } = JSON.parse(line) as { id: string };
  const pid = worker.pid ?? -1;
  return {
    pid,
    id,
    children: () => childrenOf(pid),
    async end(signal) {
      if (worker.exitCode === null && worker.signalCode === null) {
        const closed = once(worker, "close");
        worker.kill(signal);
        await closed;
      }
      return worker.exitCode;
    },
  };
}

async function childrenOf(pid: number): Promise<number[]> {
  const processes = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    processes.map(async (name) => {
      const status = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
      // The name in brackets may hold anything; the parent is the second field after it.
      const parent = status.slice(status.lastIndexOf(")") + 2).split(" ")[1];
      return { pid: Number(name), parent: Number(parent) };
    }),
  );
  return parents.filter(({ parent }) => parent === pid).map((each) => each.pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
