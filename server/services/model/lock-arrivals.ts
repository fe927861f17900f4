import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";

/** Two who ask at once for a cohort come one after the other. */
export async function lockArrivals(tx: Transaction, cohortId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`models:${cohortId}`}, 0))`);
}
