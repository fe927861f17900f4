import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { run } from "#db/schema/index.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { enterPause } from "./enter-pause.ts";
import { findRun, RUN_COLUMNS, type RunRow } from "./find.ts";
import { pausePointOf } from "./pause-point.ts";

/**
 * Sets a run aside: at once while it waits, by asking its worker while it trains. One that is paused, is to be cancelled,
 * or has ended stays as it is.
 */
export async function pauseRun(ctx: ServiceContext, runId: string): Promise<void> {
  const { canManage } = await findRun(ctx, runId);
  if (!canManage) {
    throw new AppError("FORBIDDEN", "Only who started a run, or an instructor, can pause it");
  }
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx.select(RUN_COLUMNS).from(run).where(eq(run.id, runId)).for("update");
    if (row === undefined || row.cancelRequestedAt !== null) return;
    if (row.state === "queued") {
      await ctx.jobs.cancel(tx, trainRunJob, row.jobId);
      await enterPause(tx, runId, await pausePointOf(tx, row));
    } else if (row.state === "running") {
      await askWorker(tx, row);
    }
  });
}

async function askWorker(tx: Transaction, row: RunRow): Promise<void> {
  if (row.pauseRequestedAt === null) {
    await tx
      .update(run)
      .set({ pauseRequestedAt: sql`now()` })
      .where(eq(run.id, row.id));
  }
  await notify(
    tx,
    { kind: "asked", subjectId: row.id },
    { kind: "cohort", cohortId: row.cohortId, topic: "runs" },
  );
}
