import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { CANCEL_COLUMNS, cancelLocked } from "./cancel-locked.ts";
import { findManaged } from "./find.ts";

/** Ends a run that waits, asks a run that trains to end. Saying it twice changes nothing. */
export async function cancelRun(ctx: ServiceContext, runId: string): Promise<void> {
  const { canManage } = await findManaged(ctx, runId);
  if (!canManage) {
    throw new AppError("FORBIDDEN", "Only who started a run, or an instructor, can cancel it");
  }
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx.select(CANCEL_COLUMNS).from(run).where(eq(run.id, runId)).for("update");
    if (row !== undefined) await cancelLocked(ctx, tx, row);
  });
}
