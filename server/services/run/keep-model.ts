import { eq } from "drizzle-orm";
import { run } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { MODEL_DROPPED } from "../storage/model-dropped.ts";
import { findRun } from "./find.ts";

type KeepModel = { runId: string; isKept: boolean };

/** A model that is kept is never dropped for newer ones, and counts for the limit of whoever trained it. */
export async function keepModel(ctx: ServiceContext, { runId, isKept }: KeepModel): Promise<void> {
  const { run: found, canManage } = await findRun(ctx, runId);
  if (!canManage) {
    throw new AppError("FORBIDDEN", "Only who started a run, or an instructor, can keep its model");
  }
  if (isKept && found.modelDroppedFor !== null) throw new AppError("CONFLICT", MODEL_DROPPED);
  await ctx.db.update(run).set({ isKept }).where(eq(run.id, runId));
}
