import { Console } from "node:console";
import { createInterface } from "node:readline";
import { toChild, type ChildTask, type FromChild } from "#server/contract/child.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { createHeldByWorker, type HeldByWorker } from "./held-by-worker.ts";
import { runPredictTask } from "./tasks/predict-task.ts";
import { taskFailure } from "./tasks/task-failure.ts";
import { runTrainTask } from "./tasks/train-task.ts";

// stdout belongs to the messages; whatever a library prints goes to the log.
globalThis.console = new Console(process.stderr, process.stderr);

const { ENGINE_THREADS: threads, DISK_RESERVE_BYTES: reserveBytes } = readEnvironment();
const cancel = new AbortController();
const pause = new AbortController();
let isBusy = false;
let recordedEpoch = 0;
let held: HeldByWorker | null = null;

function say(message: FromChild): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function runTask(task: ChildTask): Promise<FromChild> {
  if (task.kind === "predict") return runPredictTask(task);
  const holder = createHeldByWorker(task.leaseMs);
  held = holder;
  recordedEpoch = task.recordedEpoch;
  return runTrainTask(task, {
    say,
    signal: cancel.signal,
    pauseSignal: pause.signal,
    threads,
    reserveBytes,
    waitUntilHeld: holder.wait,
    recordedEpoch: () => recordedEpoch,
  });
}

async function work(task: ChildTask): Promise<void> {
  let end: FromChild;
  try {
    end = await runTask(task);
  } catch (error) {
    const failure = taskFailure(error);
    if (failure !== null) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    end = failure === null ? { kind: "cancelled" } : { kind: "failed", failure };
  }
  process.stdout.write(`${JSON.stringify(end)}\n`, () => process.exit(0));
}

function receive(line: string): void {
  const message = toChild.parse(JSON.parse(line));
  if (message.kind === "cancel") {
    cancel.abort();
  } else if (message.kind === "pause") {
    pause.abort();
  } else if (message.kind === "held") {
    recordedEpoch = message.recordedEpoch;
    held?.heard();
  } else if (!isBusy) {
    isBusy = true;
    void work(message);
  }
}

// The worker holds our stdin: when it closes, the worker is gone and nobody wants the result.
createInterface({ input: process.stdin })
  .on("line", receive)
  .on("close", () => process.exit(0));
