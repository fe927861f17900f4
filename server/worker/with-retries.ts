import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "#server/platform/logger.ts";

const DELAYS_MS = [100, 300, 1_000, 2_000];

/** A database that restarts is gone for a moment: tries a write again for a few seconds, then throws its error. */
export async function withRetries<T>(logger: Logger, write: () => Promise<T>): Promise<T> {
  for (const delayMs of DELAYS_MS) {
    try {
      return await write();
    } catch (error) {
      logger.warn({ err: error }, "a write failed and is tried again");
      await delay(delayMs);
    }
  }
  return write();
}
