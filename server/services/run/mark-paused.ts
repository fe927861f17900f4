import type { Database } from "#db/client.ts";
import type { RunPausePoint } from "#server/contract/run.ts";
import { endRun } from "./end.ts";
import { enterPause } from "./enter-pause.ts";
import { lockLease, type Lease } from "./lease.ts";

/**
 * The child has stopped and left a checkpoint. A run that was to be cancelled meanwhile ends instead. @returns false where
 * the lease is lost and nothing was written.
 */
export async function markPaused(db: Database, lease: Lease, point: RunPausePoint): Promise<boolean> {
  return db.transaction(async (tx) => {
    const held = await lockLease(tx, lease);
    if (held === null) return false;
    if (held.cancelRequestedAt !== null) await endRun(tx, lease.runId, { kind: "cancelled" });
    else await enterPause(tx, lease.runId, point);
    return true;
  });
}
