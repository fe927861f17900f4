import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";

/** Until the transaction ends, one at a time adds to what a person keeps, so that two at once do not both find room. */
export async function lockPerson(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`run:${userId}`}, 0))`);
}
