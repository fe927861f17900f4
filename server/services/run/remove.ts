import { and, eq, isNotNull, ne, or } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { artifact, grade, run, submission } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findManaged } from "./find.ts";

/** Deletes a run that has ended: its history, its scores, its files. */
export async function removeRun(ctx: ServiceContext, runId: string): Promise<void> {
  const { canManage } = await findManaged(ctx, runId);
  if (!canManage) {
    throw new AppError("FORBIDDEN", "Only who started a run, or an instructor, can delete it");
  }
  const files = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ state: run.state, cohortId: run.cohortId })
      .from(run)
      .where(eq(run.id, runId))
      .for("update");
    if (row === undefined) return [];
    if (row.state === "queued" || row.state === "running" || row.state === "paused") {
      throw new AppError("CONFLICT", "The run has not ended. Cancel it before deleting it.");
    }
    await requireNotHandedIn(tx, runId);
    const rows = await tx
      .select({ key: artifact.storageKey })
      .from(artifact)
      .where(eq(artifact.runId, runId));
    await tx.delete(run).where(eq(run.id, runId));
    await notify(
      tx,
      { kind: "cohort", cohortId: row.cohortId, topic: "runs" },
      { kind: "cohort", cohortId: row.cohortId, topic: "leaderboard" },
    );
    return rows;
  });
  // After the commit: a file without a row is litter, a row without its file a broken page.
  for (const { key } of files) {
    await ctx.files
      .remove(key)
      .catch((error: unknown) =>
        ctx.logger.error({ err: error, key }, "a deleted run's file could not be removed"),
      );
  }
}

/** Submissions that came to nothing go with their run, unless somebody graded them. @throws AppError CONFLICT for what is somebody's grade. */
async function requireNotHandedIn(tx: Transaction, runId: string): Promise<void> {
  const handedIn = await tx
    .select({ id: submission.id })
    .from(submission)
    .leftJoin(grade, eq(grade.submissionId, submission.id))
    .where(and(eq(submission.runId, runId), or(ne(submission.state, "void"), isNotNull(grade.id))))
    .limit(1);
  if (handedIn.length > 0) {
    throw new AppError("CONFLICT", "The run was handed in to an exercise, so it is kept with its grade.");
  }
  await tx.delete(submission).where(eq(submission.runId, runId));
}
