import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { ClaimedJob } from "./jobs.ts";

/** Whether a job is this attempt's yet, and so until the transaction ends: its holder may have been quiet for too long. */
export async function isStillHeld(tx: Transaction, { queue, id, attempt }: ClaimedJob): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from pgboss.job
    where name = ${queue} and id = ${id} and state = 'active' and retry_count = ${attempt - 1}
    for share`);
  return rows.length > 0;
}
