import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import type { RenameRunInput } from "#server/contract/run-list.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { findManaged } from "./find.ts";

/** Calls a run something else, for everybody. */
export async function renameRun(ctx: ServiceContext, { runId, name }: RenameRunInput): Promise<void> {
  const { cohortId, canManage } = await findManaged(ctx, runId);
  if (!canManage) {
    throw new AppError("FORBIDDEN", "Only who started a run, or an instructor, can rename it");
  }
  await ctx.db.transaction(async (tx) => {
    await tx.update(run).set({ name }).where(eq(run.id, runId));
    await notify(
      tx,
      { kind: "cohort", cohortId, topic: "runs" },
      { kind: "cohort", cohortId, topic: "leaderboard" },
    );
  });
}
