import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { runEvent, type run } from "#db/schema/index.ts";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import { appendEvent } from "./append-event.ts";
import { LEASE_LOST, leaseHeld, lockLease, type Lease, type LeaseReply } from "./lease.ts";

/**
 * Adds a finished epoch to the history of the run that `lease` holds. A caller whose connection broke during the commit
 * may say it again.
 */
export async function recordEpoch(
  db: Database,
  lease: Lease,
  epoch: { metrics: EpochMetrics; isBest: boolean },
): Promise<LeaseReply> {
  return db.transaction(async (tx) => {
    const held = await lockLease(tx, lease);
    if (held === null) return LEASE_LOST;
    if (!(await isRecorded(tx, held, epoch.metrics))) {
      await appendEvent(tx, lease.runId, { kind: "epoch", attempt: lease.attempt, ...epoch });
    }
    return leaseHeld(held);
  });
}

/** What an attempt writes comes in order: said again, an epoch is the last event. */
async function isRecorded(
  tx: Transaction,
  { id, lastSeq, attempt }: Pick<typeof run.$inferSelect, "id" | "lastSeq" | "attempt">,
  { epoch }: EpochMetrics,
): Promise<boolean> {
  const [last] = await tx
    .select({ body: runEvent.body })
    .from(runEvent)
    .where(and(eq(runEvent.runId, id), eq(runEvent.seq, lastSeq)));
  const body = last?.body;
  return body?.kind === "epoch" && body.attempt === attempt && body.metrics.epoch === epoch;
}
