import { setPriority } from "node:os";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import type { EngineName } from "#server/contract/worker.ts";
import { distEntry } from "#server/platform/paths.ts";
import { plainReason } from "./plain-reason.ts";

export type EngineVerdict =
  | { isGood: true; imagesPerSecond: number }
  /** `isLasting` unless it may go better the next time, as after a crash. */
  | { isGood: false; reason: string; isLasting: boolean };

export type CheckEngine = (engine: EngineName) => Promise<EngineVerdict>;

type CheckOptions = {
  /** More variables for the child. */
  env?: Record<string, string>;
  /** A file with other values than the recorded ones. */
  expect?: string;
  signal?: AbortSignal;
  /** After which it is ended: it hangs, or is of no use. */
  limitMs?: number;
};

const LIMIT_MS = 90_000;
/** Behind the runs that people wait for. */
const NICENESS = 10;

const answer = z.object({
  isGood: z.boolean(),
  /** NaN is no JSON. */
  largestDifference: z.number().nullable(),
  imagesPerSecond: z.number().nullable(),
});

/** Trains a tiny network with recorded results, then measures; in a process of its own, which may crash. */
export async function checkEngine(engine: EngineName, options: CheckOptions = {}): Promise<EngineVerdict> {
  const expected = options.expect === undefined ? [] : ["--expect", options.expect];
  const child = spawn(process.execPath, [distEntry("golden-check"), engine, "--measure", ...expected], {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: options.limitMs ?? LIMIT_MS,
    killSignal: "SIGKILL",
    ...(options.signal && { signal: options.signal }),
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICENESS);
  } catch {
    // It has ended already, or this system knows no priorities.
  }
  try {
    await once(child, "close");
  } catch (error) {
    return { isGood: false, reason: `it could not be started: ${String(error)}`, isLasting: false };
  }
  return verdict({ code: child.exitCode, stdout, stderr });
}

function verdict({
  code,
  stdout,
  stderr,
}: {
  code: number | null;
  stdout: string;
  stderr: string;
}): EngineVerdict {
  if (code === null) return { isGood: false, reason: "its check crashed or took too long", isLasting: false };
  if (code !== 0)
    return { isGood: false, reason: errorIn(stderr) ?? `its check ended with code ${code}`, isLasting: true };
  const { isGood, largestDifference, imagesPerSecond } = answer.parse(JSON.parse(stdout));
  if (isGood && imagesPerSecond !== null) return { isGood, imagesPerSecond };
  const gap = largestDifference === null ? "no numbers" : `values off by ${largestDifference.toPrecision(2)}`;
  return { isGood: false, reason: `it computes wrong: ${gap} in the check network`, isLasting: true };
}

/** The message of the error that ended a Node process. */
function errorIn(stderr: string): string | undefined {
  const line = stderr.split("\n").find((each) => /^\s*(\[.*\] )?\w*Error\b.*?: /.test(each));
  return line === undefined ? undefined : plainReason(line.replace(/^\s*\w*Error\b.*?: /, ""));
}
