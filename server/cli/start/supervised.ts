import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { distEntry } from "#server/platform/paths.ts";
import { rotatingLog } from "./rotating-log.ts";

export type Supervised = { stop: () => Promise<void> };

type Options = {
  entry: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Told in words when the process ended by itself and what is done about it. */
  onTrouble: (message: string) => void;
};

const GRACE_MS = 10_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A process that lived this long was healthy: the next restart is quick again. */
const HEALTHY_MS = 60_000;

/**
 * Keeps one process of ours alive until stopped. It runs in a process group of its own, so that Ctrl-C reaches only the
 * supervisor, which then ends things in order; it ends by itself when its stdin, held here, closes.
 */
export function supervise(options: Options): Supervised {
  mkdirSync(dirname(options.logFile), { recursive: true });
  // A full disk must not end the site.
  const log = rotatingLog(options.logFile, { onTrouble: options.onTrouble });
  let current: ChildProcess | null = null;
  let restart: NodeJS.Timeout | null = null;
  let isStopping = false;
  let delayMs = FIRST_DELAY_MS;

  function launch(): void {
    const startedAt = Date.now();
    const child = spawn(process.execPath, ["--enable-source-maps", distEntry(options.entry)], {
      env: { ...options.env, STRATA_SUPERVISED: "true" },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on("error", (error) =>
      options.onTrouble(`${options.entry} could not be started: ${error.message}`),
    );
    child.on("close", (code, signal) => {
      current = null;
      if (isStopping) return;
      if (Date.now() - startedAt > HEALTHY_MS) delayMs = FIRST_DELAY_MS;
      options.onTrouble(
        `The ${options.entry} process ended (${signal ?? `code ${code}`}). It is started again. Its log: ${options.logFile}`,
      );
      restart = setTimeout(launch, delayMs);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    });
    current = child;
  }

  async function stop(): Promise<void> {
    isStopping = true;
    if (restart !== null) clearTimeout(restart);
    const child = current;
    if (child !== null) {
      const closed = once(child, "close");
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
      await closed;
      clearTimeout(force);
    }
    log.end();
  }

  launch();
  return { stop };
}
