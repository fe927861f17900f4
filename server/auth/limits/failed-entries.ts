import { eq, sql, type SQL } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { failedEntry } from "#db/schema/index.ts";
import type { Rule } from "./rules.ts";

const seconds = (value: number | SQL) => sql`make_interval(secs => ${value})`;
const { failures, firstAt, lastAt } = failedEntry;

function isForgotten({ free, windowSeconds, forgetSeconds }: Rule): SQL {
  return sql`(case when ${failures} < ${free} then ${firstAt} <= now() - ${seconds(windowSeconds)}
    else ${lastAt} <= now() - ${seconds(forgetSeconds)} end)`;
}

function waitEndsAt({ free, firstWaitSeconds, maxWaitSeconds }: Rule): SQL {
  // The power is capped before it is taken, or it would grow out of every number.
  const wait = sql`least(${firstWaitSeconds} * 2 ^ least(${failures} - ${free}, 30), ${maxWaitSeconds})`;
  return sql`(case when ${failures} < ${free} then ${lastAt} else ${lastAt} + ${seconds(wait)} end)`;
}

/**
 * Counts a try as failed before it is made, so that tries side by side cannot pass together; `forget` takes it back.
 * One that is refused is not counted.
 * @returns seconds to wait; 0 where it may be made.
 */
export async function takeTry(db: Database, key: string, rule: Rule): Promise<number> {
  const [taken] = await db
    .insert(failedEntry)
    .values({ key, failures: 1, firstAt: sql`now()`, lastAt: sql`now()` })
    .onConflictDoUpdate({
      target: failedEntry.key,
      set: {
        failures: sql`case when ${isForgotten(rule)} then 1 else ${failures} + 1 end`,
        firstAt: sql`case when ${isForgotten(rule)} then now() else ${firstAt} end`,
        lastAt: sql`now()`,
      },
      setWhere: sql`${isForgotten(rule)} or ${waitEndsAt(rule)} <= now()`,
    })
    .returning({ failures });
  if (taken !== undefined) return 0;
  return Math.max(1, (await readEntry(db, key, rule)).waitSeconds);
}

export async function readEntry(db: Database, key: string, rule: Rule) {
  const [entry] = await db
    .select({
      failures: sql<number>`case when ${isForgotten(rule)} then 0 else ${failures} end`,
      waitSeconds: sql<number>`case when ${isForgotten(rule)} then 0
        else greatest(0, ceil(extract(epoch from ${waitEndsAt(rule)} - now())))::int end`,
    })
    .from(failedEntry)
    .where(eq(failedEntry.key, key));
  return entry ?? { failures: 0, waitSeconds: 0 };
}

export async function forget(db: Database, key: string): Promise<void> {
  await db.delete(failedEntry).where(eq(failedEntry.key, key));
}

/** No count outlives a day of quiet. Workers call it now and then. */
export async function forgetFailedEntries(db: Database): Promise<void> {
  await db.delete(failedEntry).where(sql`${failedEntry.lastAt} < now() - interval '1 day'`);
}
