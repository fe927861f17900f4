import type { Database } from "#db/client.ts";
import type { RunFailure } from "#server/contract/run.ts";
import { endRun } from "./end.ts";
import { lockLease, type Lease } from "./lease.ts";

/** Ends a run as failed. @returns false where the lease is lost and nothing was written. */
export async function failRun(db: Database, lease: Lease, failure: RunFailure): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await lockLease(tx, lease)) === null) return false;
    await endRun(tx, lease.runId, { kind: "failed", failure });
    return true;
  });
}
