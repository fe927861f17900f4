import type { Database } from "#db/client.ts";
import { endRun } from "./end.ts";
import { lockLease, type Lease } from "./lease.ts";

/** The child has stopped as it was asked to. @returns false where the lease is lost and nothing was written. */
export async function markCancelled(db: Database, lease: Lease): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await lockLease(tx, lease)) === null) return false;
    await endRun(tx, lease.runId, { kind: "cancelled" });
    return true;
  });
}
