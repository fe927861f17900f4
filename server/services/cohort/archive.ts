import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { cohort, run } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { cancelLocked } from "../run/cancel-locked.ts";
import { RUN_COLUMNS } from "../run/find.ts";
import { requireInstructor } from "./require-member.ts";

type ArchiveInput = { cohortId: string; isArchived: boolean };

/** Ends what waits, trains or is paused, and lets nothing new be made; or opens the cohort again. */
export async function archiveCohort(
  ctx: ServiceContext,
  { cohortId, isArchived }: ArchiveInput,
): Promise<void> {
  await requireInstructor(ctx, cohortId);
  await ctx.db.transaction(async (tx) => {
    // Waits for whoever is starting a run.
    await tx
      .update(cohort)
      .set({ archivedAt: isArchived ? sql`now()` : null })
      .where(and(eq(cohort.id, cohortId), isArchived ? isNull(cohort.archivedAt) : undefined));
    if (isArchived) {
      const active = await tx
        .select(RUN_COLUMNS)
        .from(run)
        .where(and(eq(run.cohortId, cohortId), inArray(run.state, ["queued", "running", "paused"])))
        .orderBy(run.id)
        .for("update");
      for (const row of active) await cancelLocked(ctx, tx, row);
    }
    await notify(tx, { kind: "cohort", cohortId, topic: "members" });
  });
}
