import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ROOT } from "#server/platform/paths.ts";
import type { BenchContext } from "./options.ts";

const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 30_000;
const running = z.object({ url: z.url(), pid: z.int() });

export type Product = {
  url: string;
  pid: number;
  /** Its state folder. */
  home: string;
  /** JSON lines of `epoch-probe.cjs`. */
  epochTrace: string;
  /** As Ctrl-C does. */
  stopProcesses: () => Promise<void>;
  /** Also removes its state. */
  stop: () => Promise<void>;
};

type StartOptions = Pick<BenchContext, "say" | "signal"> & {
  options: Pick<BenchContext["options"], "zip">;
  /** Programs of ours that are loaded into each of its processes. */
  probes?: readonly string[];
};

/** Starts Strata as `npm start` does, in a state folder of its own that `stop` removes. */
export async function startProduct({ options, say, signal, probes = [] }: StartOptions): Promise<Product> {
  const home = await mkdtemp(join(tmpdir(), "strata-bench-"));
  const epochTrace = join(home, "epoch-trace.jsonl");
  say("starting Strata");
  const child = spawn(process.execPath, [join(ROOT, "server/cli/bootstrap.mjs"), "start"], {
    cwd: ROOT,
    env: {
      ...withoutOurs(process.env),
      NODE_ENV: "production",
      STRATA_HOME: home,
      PORT: "0",
      EUROSAT: options.zip ?? "",
      NODE_OPTIONS: ["bench/epoch-probe.cjs", ...probes]
        .map((probe) => `--require ${JSON.stringify(join(ROOT, "server/cli", probe))}`)
        .join(" "),
      STRATA_EPOCH_TRACE: epochTrace,
      STRATA_MEMORY_TRACE: join(home, "memory-trace.jsonl"),
    },
    stdio: ["ignore", "ignore", "pipe"],
    // A Ctrl-C at the terminal is ours to pass on.
    detached: true,
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log = (log + text).slice(-4_000)));

  const stopProcesses = () => end(child);

  async function stop(): Promise<void> {
    await stopProcesses();
    await rm(home, { recursive: true, force: true });
  }

  try {
    const { url, pid } = await waitForAddress(home, child, signal);
    return { url, pid, home, epochTrace, stopProcesses, stop };
  } catch (error) {
    await stop();
    throw new Error(`Strata did not start:\n${log}`, { cause: error });
  }
}

/** What would make the measured product another one than a plain `npm start`. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, DATASET: _dataset, BASE_URL: _base, HOST: _host, ...rest } = env;
  return rest;
}

async function waitForAddress(home: string, child: ChildProcess, signal: AbortSignal) {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const text = await readFile(join(home, "running.json"), "utf8").catch(() => null);
    if (text !== null) return running.parse(JSON.parse(text));
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error("it was not ready in time");
    await delay(100, undefined, { signal });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGINT");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
  await ended;
  clearTimeout(force);
}
