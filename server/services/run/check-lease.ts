import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { isLeaseOf, LEASE_LOST, type Lease, type LeaseReply } from "./lease.ts";

/** Whether a run is still this attempt's, and whether somebody asked for it to stop. */
export async function checkLease(db: Database, lease: Lease): Promise<LeaseReply> {
  const [held] = await db
    .select({ cancelRequestedAt: run.cancelRequestedAt })
    .from(run)
    .where(isLeaseOf(lease));
  return held === undefined
    ? LEASE_LOST
    : { isHeld: true, isCancelRequested: held.cancelRequestedAt !== null };
}
