import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "#server/platform/logger.ts";
import { StorageAway } from "#server/platform/storage-away.ts";
import { isDatabaseAway } from "#server/platform/storage-trouble.ts";

const DELAYS_MS = [100, 300, 1_000, 2_000];

/**
 * Tries a write again for a few seconds, then throws its error; and for as long as the database is away, since whether
 * the run is still ours is for the database to say when it is back, or the storage, without which nothing can be kept.
 */
export async function withRetries<T>(logger: Logger, write: () => Promise<T>): Promise<T> {
  let failures = 0;
  let awayTries = 0;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const isAway = error instanceof StorageAway || isDatabaseAway(error);
      const tries = isAway ? Math.min(awayTries, DELAYS_MS.length - 1) : failures;
      const delayMs = DELAYS_MS[tries];
      if (delayMs === undefined) throw error;
      if (isAway) awayTries += 1;
      else failures += 1;
      logger.warn({ err: error }, "a write failed and is tried again");
      await delay(delayMs);
    }
  }
}
