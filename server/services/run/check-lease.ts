import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { isLeaseOf, LEASE_LOST, leaseHeld, REQUESTS, type Lease, type LeaseReply } from "./lease.ts";

/** Whether a run is still this attempt's, and whether somebody asked for it to be paused or cancelled. */
export async function checkLease(db: Database, lease: Lease): Promise<LeaseReply> {
  const [held] = await db.select(REQUESTS).from(run).where(isLeaseOf(lease));
  return held === undefined ? LEASE_LOST : leaseHeld(held);
}
