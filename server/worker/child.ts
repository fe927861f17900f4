import { Console } from "node:console";
import { createInterface } from "node:readline";
import { readEnvironment } from "#server/platform/env.ts";
import { childTasks } from "./handlers/tasks.ts";
import { toChild, type CommonEnd, type FromChild, type ToChild } from "./host/messages.ts";
import { createSerialQueue } from "./host/serial-queue.ts";
import { taskFailure } from "./host/task-failure.ts";

// stdout belongs to the messages; whatever a library prints goes to the log.
globalThis.console = new Console(process.stderr, process.stderr);

type Task = Extract<ToChild, { kind: "task" }>;
type UnderWay = {
  cancel: AbortController;
  pause: AbortController;
  news: unknown[];
  onNews: ((news: unknown) => void) | null;
};

const { ENGINE_THREADS: threads, DISK_RESERVE_BYTES: reserveBytes } = readEnvironment();
const underWay = new Map<number, UnderWay>();
/** One after the other, in the order in which they came. */
const tasks = createSerialQueue((error) => {
  process.stderr.write(`${String(error)}\n`, () => process.exit(1));
});

function say(message: FromChild, onWritten?: () => void): void {
  process.stdout.write(`${JSON.stringify(message)}\n`, onWritten);
}

async function work({ id, name, task }: Task, state: UnderWay): Promise<unknown> {
  try {
    const definition = childTasks.find((each) => each.name === name);
    if (definition === undefined) throw new Error(`No task is called ${name}`);
    return await definition.run(task, {
      say: (report) => say({ kind: "report", id, report }),
      onNews(listener) {
        state.onNews = listener;
        for (const news of state.news.splice(0)) listener(news);
      },
      signal: state.cancel.signal,
      pauseSignal: state.pause.signal,
      threads,
      reserveBytes,
    });
  } catch (error) {
    const failure = taskFailure(error);
    if (failure !== null) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return (failure === null ? { kind: "cancelled" } : { kind: "failed", failure }) satisfies CommonEnd;
  }
}

function begin(task: Task): void {
  const state: UnderWay = {
    cancel: new AbortController(),
    pause: new AbortController(),
    news: [],
    onNews: null,
  };
  underWay.set(task.id, state);
  tasks.add(async () => {
    const end = await work(task, state);
    underWay.delete(task.id);
    const residentBytes = process.memoryUsage.rss();
    say({ kind: "end", id: task.id, end, residentBytes }, task.isLast ? () => process.exit(0) : undefined);
  });
}

function receive(line: string): void {
  const message = toChild.parse(JSON.parse(line));
  if (message.kind === "task") {
    begin(message);
    return;
  }
  // What comes late is about a task that has ended.
  const state = underWay.get(message.id);
  if (state === undefined) return;
  if (message.kind === "cancel") state.cancel.abort();
  else if (message.kind === "pause") state.pause.abort();
  else if (state.onNews === null) state.news.push(message.news);
  else state.onNews(message.news);
}

// The worker holds our stdin: when it closes, the worker is gone and nobody wants the result.
createInterface({ input: process.stdin })
  .on("line", receive)
  .on("close", () => process.exit(0));
