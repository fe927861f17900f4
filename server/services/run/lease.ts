import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { RUN_COLUMNS } from "./find.ts";

/** Who may write to a running run: the holder of this attempt at this job, nobody else. */
export type Lease = { runId: string; jobId: string; attempt: number };

/**
 * `isHeld` false: the run was given to another attempt, or has ended; nothing was written, stop working on it. `asked` is
 * what somebody wants done with it.
 */
export type LeaseReply = { isHeld: boolean; asked: "cancel" | "pause" | null };

export const LEASE_LOST: LeaseReply = { isHeld: false, asked: null };

type Requests = Pick<typeof run.$inferSelect, "cancelRequestedAt" | "pauseRequestedAt">;

export const REQUESTS = { cancelRequestedAt: run.cancelRequestedAt, pauseRequestedAt: run.pauseRequestedAt };

export function leaseHeld({ cancelRequestedAt, pauseRequestedAt }: Requests): LeaseReply {
  if (cancelRequestedAt !== null) return { isHeld: true, asked: "cancel" };
  return { isHeld: true, asked: pauseRequestedAt === null ? null : "pause" };
}

export const isLeaseOf = (lease: Lease) =>
  and(
    eq(run.id, lease.runId),
    eq(run.jobId, lease.jobId),
    eq(run.attempt, lease.attempt),
    eq(run.state, "running"),
  );

/** Locks the run until the transaction ends. Null where the lease is no longer held. */
export async function lockLease(tx: Transaction, lease: Lease) {
  const [held] = await tx.select(RUN_COLUMNS).from(run).where(isLeaseOf(lease)).for("update");
  return held ?? null;
}
