import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { rateLimit } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

type Limit = { key: string; max: number; windowSeconds: number; message: string };

/**
 * Counts one attempt, in the database so that every web process counts together. It stays counted where the attempt
 * itself fails: call it outside the attempt's transaction.
 * @throws AppError RATE_LIMITED
 */
export async function countAttempt(db: Database, limit: Limit): Promise<void> {
  const nowMs = Date.now();
  const isOver = sql`${rateLimit.lastRequest} <= ${nowMs - limit.windowSeconds * 1000}`;
  const [counted] = await db
    .insert(rateLimit)
    .values({ id: randomUUID(), key: limit.key, count: 1, lastRequest: nowMs })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${rateLimit.count} + 1 end`,
        // The window's start: attempts that are refused do not prolong it.
        lastRequest: sql`case when ${isOver} then ${nowMs} else ${rateLimit.lastRequest} end`,
      },
    })
    .returning({ count: rateLimit.count });
  if (counted !== undefined && counted.count > limit.max) throw new AppError("RATE_LIMITED", limit.message);
}
