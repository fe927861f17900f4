import { pathToFileURL } from "node:url";
import { distEntry } from "#server/platform/paths.ts";
import { createThreadPool, type ThreadPool } from "#server/platform/thread-pool.ts";
import type { WebTasks } from "./tasks.ts";

export type WebThreads = ThreadPool<WebTasks>;

/** Two: a person's save does not wait for another's estimate. */
const THREADS = 2;
/** About half a minute of estimates; who comes then is better served by the simple one. */
const MAX_WAITING = 64;
/** Each may take seconds, and its file lies on the disk meanwhile. */
const MAX_WAITING_FILES = 4;

export function startThreads(): WebThreads {
  return createThreadPool<WebTasks>({
    entry: pathToFileURL(distEntry("thread")),
    threads: THREADS,
    mostAtOnce: { estimate: THREADS - 1, readNetwork: 1 },
    maxWaiting: MAX_WAITING,
    mostWaiting: { readNetwork: MAX_WAITING_FILES },
  });
}
