import type { Database } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import type { RunProgress } from "#server/contract/run.ts";
import { notify } from "../notify.ts";
import { isLeaseOf, LEASE_LOST, leaseHeld, REQUESTS, type Lease, type LeaseReply } from "./lease.ts";

/** Replaces the newest progress. Call it a few times a second at most. */
export async function recordProgress(db: Database, lease: Lease, progress: RunProgress): Promise<LeaseReply> {
  return db.transaction(async (tx) => {
    const [held] = await tx
      .update(run)
      .set({ progress })
      .where(isLeaseOf(lease))
      .returning({ ...REQUESTS, cohortId: run.cohortId });
    if (held === undefined) return LEASE_LOST;
    await notify(tx, { kind: "progress", runId: lease.runId, cohortId: held.cohortId });
    return leaseHeld(held);
  });
}
