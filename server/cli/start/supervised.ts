import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { isFromOutside } from "#server/platform/outside-signals.ts";
import { distEntry } from "#server/platform/paths.ts";
import { rotatingLog } from "./rotating-log.ts";

export type Supervised = { stop: () => Promise<void> };

type Options = {
  entry: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Options of Node.js itself. */
  nodeOptions?: readonly string[];
  /** Told in words when the process ended by itself and what is done about it. */
  onTrouble: (message: string) => void;
};

const GRACE_MS = 10_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** A process that lived this long was healthy: the next restart is quick again. */
const HEALTHY_MS = 60_000;
/** What our processes say on their standard output when they are at work. */
const READY = '{"ready":';
/** How many of its ended processes one that starts is told of. */
const MOST_PAST_LIVES = 16;

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
  let nextDelayMs = FIRST_DELAY_MS;
  /** Of processes that have ended, and that none which came to work has cleared up after. */
  const pastLives: string[] = [];

  /** What was killed at its work is wanted back at once; what ends by itself is waited for ever longer. */
  function delayAfter(end: { isReady: boolean; livedMs: number; signal: NodeJS.Signals | null }): number {
    const isKilled = isFromOutside(end.signal);
    if ((isKilled && end.isReady) || end.livedMs > HEALTHY_MS) nextDelayMs = FIRST_DELAY_MS;
    if (isKilled) return end.isReady ? 0 : FIRST_DELAY_MS;
    const delayMs = nextDelayMs;
    nextDelayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    return delayMs;
  }

  function launch(): void {
    const startedAt = Date.now();
    const life = randomBytes(6).toString("hex");
    let isReady = false;
    const nodeOptions = ["--enable-source-maps", ...(options.nodeOptions ?? [])];
    const child = spawn(process.execPath, [...nodeOptions, distEntry(options.entry)], {
      env: {
        ...options.env,
        STRATA_SUPERVISED: "true",
        STRATA_LIFE: life,
        STRATA_PAST_LIVES: pastLives.slice(-MOST_PAST_LIVES).join(","),
      },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stdout.on("data", (chunk: Buffer) => {
      if (isReady || !chunk.includes(READY)) return;
      isReady = true;
      pastLives.length = 0;
    });
    child.stderr.pipe(log, { end: false });
    child.on("error", (error) =>
      options.onTrouble(`${options.entry} could not be started: ${error.message}`),
    );
    child.on("close", (code, signal) => {
      current = null;
      if (isStopping) return;
      pastLives.push(life);
      const delayMs = delayAfter({ isReady, livedMs: Date.now() - startedAt, signal });
      const when = delayMs === 0 ? "at once" : `in ${delayMs / 1_000} s`;
      options.onTrouble(
        `The ${options.entry} process ended (${signal ?? `code ${code}`}). It is started again ${when}. Its log: ${options.logFile}`,
      );
      restart = setTimeout(launch, delayMs);
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
