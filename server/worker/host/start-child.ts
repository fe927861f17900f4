import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Logger } from "#server/platform/logger.ts";
import { explainExit, type ExitReason } from "./explain-exit.ts";
import { watchMemory } from "./memory-watch.ts";
import { fromChild, type FromChild, type ToChild } from "./messages.ts";

/** Why a child's process is gone: of itself or for others, or ended with `kill`. */
export type ChildExit = ExitReason | { kind: "killed" };

export type Child = {
  pid: number;
  isAlive: () => boolean;
  say: (message: ToChild) => void;
  /** Only the last listener hears what it says. */
  listen: (listener: (message: FromChild) => void) => void;
  /** Resolves when its process is gone, after all that it has said. */
  closed: Promise<ChildExit>;
  /** Ends it at once. */
  kill: () => void;
};

type ChildOptions = {
  /** The bundled program, `dist/child.js`. */
  entry: string;
  memoryLimitBytes: number;
  logger: Logger;
};

const STDERR_TAIL_CHARS = 4_000;
/** Secrets of the site that a process computing on people's input has no use for. */
const WITHHELD = {
  DATABASE_URL: undefined,
  BETTER_AUTH_SECRET: undefined,
  METRICS_TOKEN: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
};
/** Keeps a worker small over weeks; an engine's threads want pools of their own. */
const NOT_INHERITED = { MALLOC_ARENA_MAX: undefined };

/** Starts a process for jobs. It loads its engine and waits for tasks; it ends with us, whatever becomes of us. */
export function startChild(options: ChildOptions): Child {
  const { logger, memoryLimitBytes } = options;
  const child = spawn(process.execPath, ["--enable-source-maps", options.entry], {
    env: { ...process.env, ...WITHHELD, ...NOT_INHERITED },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const pid = child.pid ?? -1;
  let stderrTail = "";
  let isKilled = false;
  let isOverMemory = false;
  let listener: (message: FromChild) => void = () => undefined;

  const watch = watchMemory(pid, memoryLimitBytes, () => {
    isOverMemory = true;
    logger.warn({ pid, memoryLimitBytes }, "a child took more memory than it may");
    child.kill("SIGKILL");
  });
  child.stdin.on("error", (error) => logger.debug({ err: error, pid }, "a child's stdin closed"));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderrTail = (stderrTail + text).slice(-STDERR_TAIL_CHARS);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    try {
      listener(fromChild.parse(JSON.parse(line)));
    } catch (error) {
      logger.warn({ err: error, pid, line: line.slice(0, 500) }, "a child said what it should not");
    }
  });

  async function untilClosed(): Promise<ChildExit> {
    await ended(child, (error) => {
      stderrTail += `\n${String(error)}`;
    });
    if (stderrTail !== "") logger.info({ pid, stderr: stderrTail }, "a child's log");
    const memory = await watch.end();
    if (isKilled) return { kind: "killed" };
    const { exitCode: code, signalCode: signal } = child;
    return explainExit({ code, signal, isOverMemory, memoryLimitBytes, memory, stderrTail });
  }

  return {
    pid,
    closed: untilClosed(),
    // One that is being ended is seen to run for a moment yet.
    isAlive: () =>
      !isKilled && !isOverMemory && child.exitCode === null && child.signalCode === null && pid !== -1,
    say: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    listen: (next) => void (listener = next),
    kill() {
      isKilled = true;
      child.kill("SIGKILL");
    },
  };
}

/** Resolves when a process is gone and its pipes are read to the end, or could not be started. */
async function ended(child: ChildProcess, onError: (error: unknown) => void): Promise<void> {
  try {
    await once(child, "close");
  } catch (error) {
    onError(error);
  }
}
