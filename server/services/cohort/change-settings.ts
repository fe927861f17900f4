import { eq } from "drizzle-orm";
import { cohort } from "#db/schema/index.ts";
import type { CohortSettings } from "#server/contract/cohort.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { requireInstructor } from "./require-member.ts";

/** Runs that wait or train already are not touched. */
export async function changeSettings(
  ctx: ServiceContext,
  { cohortId, ...settings }: CohortSettings & { cohortId: string },
): Promise<void> {
  await requireInstructor(ctx, cohortId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(cohort).set(settings).where(eq(cohort.id, cohortId));
    await notify(
      tx,
      { kind: "cohort", cohortId, topic: "members" },
      { kind: "cohort", cohortId, topic: "datasets" },
    );
  });
}
