import type { Database } from "#db/client.ts";
import { runCurve } from "#db/schema/index.ts";
import type { StepCurve } from "#models/runs/step-curve.ts";
import { LEASE_LOST, leaseHeld, lockLease, type Lease, type LeaseReply } from "./lease.ts";

/** Replaces what is kept of a run's steps. Call it once in a few seconds at most. */
export async function recordCurve(db: Database, lease: Lease, curve: StepCurve): Promise<LeaseReply> {
  return db.transaction(async (tx) => {
    const held = await lockLease(tx, lease);
    if (held === null) return LEASE_LOST;
    await tx
      .insert(runCurve)
      .values({ runId: lease.runId, curve })
      .onConflictDoUpdate({ target: runCurve.runId, set: { curve } });
    return leaseHeld(held);
  });
}
