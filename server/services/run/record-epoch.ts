import type { Database } from "#db/client.ts";
import type { EpochMetrics } from "#models/training/metrics.ts";
import { appendEvent } from "./append-event.ts";
import { LEASE_LOST, leaseHeld, lockLease, type Lease, type LeaseReply } from "./lease.ts";

/** Adds a finished epoch to the history of the run that `lease` holds. */
export async function recordEpoch(
  db: Database,
  lease: Lease,
  epoch: { metrics: EpochMetrics; isBest: boolean },
): Promise<LeaseReply> {
  return db.transaction(async (tx) => {
    const held = await lockLease(tx, lease);
    if (held === null) return LEASE_LOST;
    await appendEvent(tx, lease.runId, { kind: "epoch", attempt: lease.attempt, ...epoch });
    return leaseHeld(held);
  });
}
