import { parentPort } from "node:worker_threads";

/** What a thread can be asked to do, by name. What goes in and comes out is copied between threads. */
export type Tasks = Record<string, (input: never) => unknown>;

export type TaskReply = { ok: true; value: unknown } | { ok: false; message: string };

/** In a thread of a `ThreadPool`: answers one task after the other. */
export function serveTasks(tasks: Tasks): void {
  parentPort?.on("message", ({ name, input }: { name: string; input: never }) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
    void answer(tasks, name, input).then((reply) => parentPort?.postMessage(reply));
  });
}

async function answer(tasks: Tasks, name: string, input: never): Promise<TaskReply> {
  try {
    const task = tasks[name];
    if (task === undefined) throw new Error(`There is no task ${name}`);
    return { ok: true, value: await task(input) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
