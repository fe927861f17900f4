import { and, eq, isNull, sql } from "drizzle-orm";
import { cohort } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { cancelActiveRuns } from "../run/cancel-active.ts";
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
    if (isArchived) await cancelActiveRuns(ctx, tx, { cohortId });
    await notify(tx, { kind: "cohort", cohortId, topic: "members" });
  });
}
