import { and, eq, inArray } from "drizzle-orm";
import { modelArrival } from "#db/schema/index.ts";
import { bringModelJob } from "#server/jobs/bring-model.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";

const MISSING = "There is no such model on its way.";

/** Stops what is on its way; what has come of a download is kept for the next try. */
export async function cancelModelArrival(ctx: ServiceContext, arrivalId: string): Promise<void> {
  const [found] = await ctx.db
    .select({ cohortId: modelArrival.cohortId })
    .from(modelArrival)
    .where(eq(modelArrival.id, arrivalId));
  const cohortId = found?.cohortId ?? null;
  if (cohortId === null) throw new AppError("NOT_FOUND", MISSING);
  await requireInstructor(ctx, cohortId, MISSING);
  await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(modelArrival)
      .set({ state: "cancelled" })
      .where(and(eq(modelArrival.id, arrivalId), inArray(modelArrival.state, ["queued", "working"])))
      .returning({ id: modelArrival.id });
    if (rows.length === 0) return;
    await ctx.jobs.cancel(tx, bringModelJob, arrivalId);
    await notify(tx, { kind: "asked", subjectId: arrivalId }, { kind: "cohort", cohortId, topic: "models" });
  });
}
