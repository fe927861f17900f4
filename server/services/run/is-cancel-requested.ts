import { and, isNotNull } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { isLeaseOf, type Lease } from "./lease.ts";

/** What a worker asks now and then of the run that it holds, in case the notification did not reach it. */
export async function isCancelRequested(db: Database, lease: Lease): Promise<boolean> {
  const asked = await db
    .select({ id: run.id })
    .from(run)
    .where(and(isLeaseOf(lease), isNotNull(run.cancelRequestedAt)));
  return asked.length > 0;
}
