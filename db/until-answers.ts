import { sql } from "drizzle-orm";
import { setTimeout as delay } from "node:timers/promises";
import { isDatabaseAway } from "#server/platform/storage-trouble.ts";
import type { Database } from "./client.ts";

const POLL_MS = 250;
const LIMIT_MS = 60_000;

/**
 * Waits for a database that is starting or recovers from a crash, as it may be when a process beside it is started again.
 * @throws what it answers else, and after a minute why it cannot be reached.
 */
export async function untilDatabaseAnswers(db: Database, onWait: (error: unknown) => void): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  for (let isFirst = true; ; isFirst = false) {
    try {
      await db.execute(sql`select 1`);
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > deadline) throw error;
      if (isFirst) onWait(error);
    }
    await delay(POLL_MS);
  }
}
