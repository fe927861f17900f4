import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { endRun } from "./end.ts";
import type { RunRow } from "./find.ts";

/** What is asked for here, and no JSON: a run whose settings cannot be read can still be cancelled. */
export const CANCEL_COLUMNS = {
  id: run.id,
  cohortId: run.cohortId,
  state: run.state,
  jobId: run.jobId,
  cancelRequestedAt: run.cancelRequestedAt,
};

/**
 * Cancels a run whose row the caller has locked: at once while it waits or is paused, by asking its worker while it trains. A run
 * that has ended, or was asked before, stays as it is.
 */
export async function cancelLocked(
  { jobs }: Pick<ServiceContext, "jobs">,
  tx: Transaction,
  row: Pick<RunRow, keyof typeof CANCEL_COLUMNS>,
): Promise<void> {
  if (row.state === "queued" || row.state === "paused") {
    await tx
      .update(run)
      .set({ cancelRequestedAt: sql`now()` })
      .where(eq(run.id, row.id));
    if (row.state === "queued") await jobs.cancel(tx, trainRunJob, row.jobId);
    await endRun(tx, row.id, { kind: "cancelled" });
    return;
  }
  if (row.state !== "running") return;
  if (row.cancelRequestedAt === null) {
    await tx
      .update(run)
      .set({ cancelRequestedAt: sql`now()` })
      .where(eq(run.id, row.id));
  }
  await notify(
    tx,
    { kind: "asked", subjectId: row.id },
    { kind: "cohort", cohortId: row.cohortId, topic: "runs" },
  );
}
