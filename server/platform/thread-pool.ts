import { Worker, type TransferListItem } from "node:worker_threads";
import { AppError } from "./errors.ts";
import type { TaskReply, Tasks } from "./serve-tasks.ts";

/** A task took longer than it may; its thread was ended. */
export class ThreadTimeout extends Error {
  override readonly name = "ThreadTimeout";

  constructor(task: string, timeoutMs: number) {
    super(`The task ${task} was ended after ${timeoutMs} ms`);
  }
}

type RunOptions = {
  /** From when a thread begins; then the thread is ended. */
  timeoutMs: number;
  /** Waits until nothing else does. */
  isBackground?: boolean;
  transfer?: readonly TransferListItem[];
};

export type ThreadPool<T extends Tasks> = {
  /**
   * Runs a task in a thread as soon as one is free.
   * @throws ThreadTimeout; AppError UNAVAILABLE where too many wait already, or the pool is closed.
   */
  run: <K extends keyof T & string>(
    name: K,
    input: Parameters<T[K]>[0],
    options: RunOptions,
  ) => Promise<Awaited<ReturnType<T[K]>>>;
  close: () => Promise<void>;
};

type PoolOptions<T extends Tasks> = {
  /** The module that calls `serveTasks`. */
  entry: string | URL;
  threads: number;
  /** Of one task no more than so many at once, so that another finds a thread. */
  mostAtOnce?: Partial<Record<keyof T & string, number>>;
  maxWaiting: number;
  /** Of one task no more than so many of them, so that another finds room to wait. */
  mostWaiting?: Partial<Record<keyof T & string, number>>;
};

type Job = {
  name: string;
  input: unknown;
  options: RunOptions;
  resolve: (value: never) => void;
  reject: (error: Error) => void;
};

type Thread = { worker: Worker; job: Job | null; timer: NodeJS.Timeout | undefined };

const MAX_HEAP_MEGABYTES = 1024;

/** Threads for work that would hold the event loop. They start when there is something to do, and again when one ends. */
export function createThreadPool<T extends Tasks>(options: PoolOptions<T>): ThreadPool<T> {
  const mostAtOnce = new Map(Object.entries<number | undefined>(options.mostAtOnce ?? {}));
  const mostWaiting = new Map(Object.entries<number | undefined>(options.mostWaiting ?? {}));
  const threads = new Set<Thread>();
  const waiting: Job[] = [];
  let isClosed = false;

  function startThread(): Thread {
    const worker = new Worker(options.entry, {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
    });
    worker.unref();
    const thread: Thread = { worker, job: null, timer: undefined };
    worker.on("message", (reply: TaskReply) => {
      const job = release(thread);
      if (reply.ok) job?.resolve(reply.value as never);
      else job?.reject(new Error(reply.message));
      dispatch();
    });
    worker.on("error", (error: Error) => {
      // It ends, and takes no more work until it has.
      threads.delete(thread);
      release(thread)?.reject(error);
    });
    worker.on("exit", () => {
      threads.delete(thread);
      release(thread)?.reject(new Error("The thread ended in the middle of its task"));
      dispatch();
    });
    threads.add(thread);
    return thread;
  }

  function release(thread: Thread): Job | null {
    const { job } = thread;
    clearTimeout(thread.timer);
    thread.job = null;
    thread.worker.unref();
    return job;
  }

  function takeNext(): Job | undefined {
    const running = (name: string) => [...threads].filter(({ job }) => job?.name === name).length;
    const may = ({ name }: Job) => running(name) < (mostAtOnce.get(name) ?? options.threads);
    const urgent = waiting.findIndex((job) => job.options.isBackground !== true && may(job));
    const at = urgent === -1 ? waiting.findIndex(may) : urgent;
    return at === -1 ? undefined : waiting.splice(at, 1)[0];
  }

  function isFull(name: string): boolean {
    const most = mostWaiting.get(name) ?? options.maxWaiting;
    return waiting.length >= options.maxWaiting || waiting.filter((job) => job.name === name).length >= most;
  }

  function dispatch(): void {
    if (isClosed) return;
    for (;;) {
      const idle = [...threads].find(({ job }) => job === null);
      if (idle === undefined && threads.size >= options.threads) return;
      const job = takeNext();
      if (job === undefined) return;
      give(idle ?? startThread(), job);
    }
  }

  function give(thread: Thread, job: Job): void {
    const { timeoutMs, transfer = [] } = job.options;
    thread.job = job;
    thread.worker.ref();
    thread.timer = setTimeout(() => {
      release(thread)?.reject(new ThreadTimeout(job.name, timeoutMs));
      // No longer counted among those that may be given work; another takes its place.
      threads.delete(thread);
      void thread.worker.terminate();
      dispatch();
    }, timeoutMs);
    thread.worker.postMessage({ name: job.name, input: job.input }, transfer);
  }

  return {
    run(name, input, runOptions) {
      if (isClosed || isFull(name)) {
        const message = "The server has too much to work out at once. Try again in a moment.";
        return Promise.reject(new AppError("UNAVAILABLE", message, { retryAfterSeconds: 2 }));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ name, input, options: runOptions, resolve, reject });
        dispatch();
      });
    },
    async close() {
      isClosed = true;
      const closing = new AppError("UNAVAILABLE", "The server is ending.", { retryAfterSeconds: 5 });
      for (const { reject } of waiting.splice(0)) reject(closing);
      const ending = [...threads].map((thread) => {
        release(thread)?.reject(closing);
        return thread.worker.terminate();
      });
      await Promise.all(ending);
    },
  };
}
