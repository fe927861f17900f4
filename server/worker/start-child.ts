import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fromChild, type ChildTask, type FromChild, type ToChild } from "#server/contract/child.ts";
import type { Logger } from "#server/platform/logger.ts";
import { explainExit, type ExitReason } from "./explain-exit.ts";
import { letOthersGoFirst } from "./let-others-go-first.ts";
import { watchMemory } from "./memory-watch.ts";

export type ChildReport = Extract<FromChild, { kind: "progress" | "epoch" }>;
export type ChildEnd =
  | Exclude<FromChild, ChildReport>
  /** It ended without a word. */
  | ExitReason
  /** It was ended with `kill`. */
  | { kind: "killed" };

export type Child = {
  pid: number;
  isAlive: () => boolean;
  /** Gives it its one task. Resolves when its process is gone, after all its reports. */
  run: (task: ChildTask, onReport: (report: ChildReport) => void) => Promise<ChildEnd>;
  /** Tells it that its run is still ours, and how much of it the history holds. */
  hold: (recordedEpoch: number) => void;
  /** Asks it to stop before its next step and to leave a checkpoint. */
  pause: () => void;
  /** Asks it to stop, and ends it where it does not within a moment. */
  cancel: () => void;
  /** Ends it at once. */
  kill: () => void;
};

type ChildOptions = {
  /** The bundled program, `dist/child.js`. */
  entry: string;
  memoryLimitBytes: number;
  logger: Logger;
};

const CANCEL_GRACE_MS = 1_500;
const STDERR_TAIL_CHARS = 4_000;
/** Secrets of the site that a process computing on people's input has no use for. */
const WITHHELD = { DATABASE_URL: undefined, BETTER_AUTH_SECRET: undefined, METRICS_TOKEN: undefined };

/** Starts the process for one job. It loads its engine and waits for `run`; it ends with us, whatever becomes of us. */
export function startChild(options: ChildOptions): Child {
  const { logger, memoryLimitBytes } = options;
  const child = spawn(process.execPath, ["--enable-source-maps", options.entry], {
    env: { ...process.env, ...WITHHELD },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const pid = child.pid ?? -1;
  if (child.pid !== undefined) letOthersGoFirst(child.pid);
  let stderrTail = "";
  let end: ChildEnd | null = null;
  let isKilled = false;
  let isOverMemory = false;
  let onReport: (report: ChildReport) => void = () => undefined;
  let cancelTimer: NodeJS.Timeout | undefined;

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
    const message = parse(line);
    if (message === null) logger.warn({ pid, line: line.slice(0, 500) }, "a child said what it should not");
    else if (message.kind === "progress" || message.kind === "epoch") onReport(message);
    else end = message;
  });
  const closed = ended(child, (error) => {
    stderrTail += `\n${String(error)}`;
  }).then(() => {
    clearTimeout(cancelTimer);
    if (stderrTail !== "") logger.info({ pid, stderr: stderrTail }, "a child's log");
    return watch.end();
  });

  function kill(): void {
    isKilled = true;
    child.kill("SIGKILL");
  }

  const say = (message: ToChild) => child.stdin.write(`${JSON.stringify(message)}\n`);

  return {
    pid,
    kill,
    isAlive: () => child.exitCode === null && child.signalCode === null && pid !== -1,
    async run(task, listener) {
      onReport = listener;
      say(task);
      const memory = await closed;
      if (isKilled) return { kind: "killed" };
      if (end !== null) return end;
      return explainExit({
        code: child.exitCode,
        signal: child.signalCode,
        isOverMemory,
        memoryLimitBytes,
        memory,
        stderrTail,
      });
    },
    hold: (recordedEpoch) => void say({ kind: "held", recordedEpoch }),
    pause: () => void say({ kind: "pause" }),
    cancel() {
      if (cancelTimer !== undefined) return;
      say({ kind: "cancel" });
      cancelTimer = setTimeout(kill, CANCEL_GRACE_MS);
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

function parse(line: string): FromChild | null {
  try {
    const parsed = fromChild.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
