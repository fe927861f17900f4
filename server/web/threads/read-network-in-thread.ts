import { ThreadTimeout } from "#server/platform/thread-pool.ts";
import type { ReadNetwork } from "#server/services/weights/import-network.ts";
import type { WebThreads } from "./start-threads.ts";

/** Of the largest file that is taken, 3 s; what takes this long is meant to. */
const TIMEOUT_MS = 60_000;

export function readNetworkInThread(threads: WebThreads): ReadNetwork {
  return async (paths) => {
    try {
      return await threads.run("readNetwork", paths, { timeoutMs: TIMEOUT_MS });
    } catch (error) {
      if (!(error instanceof ThreadTimeout)) throw error;
      return { ok: false, reason: "Reading the file took too long" };
    }
  };
}
