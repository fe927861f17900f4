import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { attempt } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

type Limit = { key: string; max: number; windowSeconds: number; message: string };

/**
 * Counts one attempt, in the database so that every web process counts together. It stays counted where the attempt
 * itself fails: call it outside the attempt's transaction.
 * @throws AppError RATE_LIMITED
 */
export async function countAttempt(db: Database, limit: Limit): Promise<void> {
  const isOver = sql`${attempt.windowStart} <= now() - make_interval(secs => ${limit.windowSeconds})`;
  const [counted] = await db
    .insert(attempt)
    .values({ key: limit.key, count: 1, windowStart: sql`now()` })
    .onConflictDoUpdate({
      target: attempt.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${attempt.count} + 1 end`,
        // Attempts that are refused do not prolong the window.
        windowStart: sql`case when ${isOver} then now() else ${attempt.windowStart} end`,
      },
    })
    .returning({ count: attempt.count });
  if (counted !== undefined && counted.count > limit.max) throw new AppError("RATE_LIMITED", limit.message);
}
