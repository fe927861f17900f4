import { sql } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { attempt } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

/** No window may be longer: counters that began before that are deleted. */
export const LONGEST_WINDOW_SECONDS = 24 * 3600;

export type Limit = {
  max: number;
  windowSeconds: number;
  /** What there was too much of, as the beginning of a message. */
  excess: string;
};

/**
 * Counts one attempt, in the database so that every web process counts together. It stays counted where the attempt
 * itself fails: call it outside the attempt's transaction.
 * @throws AppError RATE_LIMITED, with the time until the window opens again.
 */
export async function countAttempt(db: Queryable, key: string, limit: Limit): Promise<void> {
  const window = sql`make_interval(secs => ${limit.windowSeconds})`;
  const isOver = sql`${attempt.windowStart} <= now() - ${window}`;
  const [counted] = await db
    .insert(attempt)
    .values({ key, count: 1, windowStart: sql`now()` })
    .onConflictDoUpdate({
      target: attempt.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${attempt.count} + 1 end`,
        // Attempts that are refused do not prolong the window.
        windowStart: sql`case when ${isOver} then now() else ${attempt.windowStart} end`,
      },
    })
    .returning({
      count: attempt.count,
      opensInSeconds: sql<number>`ceil(extract(epoch from ${attempt.windowStart} + ${window} - now()))::int`,
    });
  if (counted === undefined || counted.count <= limit.max) return;
  const retryAfterSeconds = Math.max(1, counted.opensInSeconds);
  throw new AppError("RATE_LIMITED", `${limit.excess}. Try again in ${inWords(retryAfterSeconds)}.`, {
    retryAfterSeconds,
  });
}

function inWords(seconds: number): string {
  if (seconds === 1) return "1 second";
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/** Deletes counters whose windows are over. Workers call it now and then. */
export async function forgetAttempts(db: Queryable): Promise<void> {
  await db
    .delete(attempt)
    .where(sql`${attempt.windowStart} < now() - make_interval(secs => ${LONGEST_WINDOW_SECONDS})`);
}
