import { count, eq } from "drizzle-orm";
import { cohort, cohortMember } from "#db/schema/index.ts";
import type { CohortDetails } from "#server/contract/cohort.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { getCohort } from "./get.ts";
import { createJoinCode } from "./join-code.ts";

const MAX_COHORTS = 50;

/** Makes a cohort with the actor as its instructor. */
export async function createCohort(ctx: ServiceContext, input: { name: string }): Promise<CohortDetails> {
  const cohortId = await ctx.db.transaction(async (tx) => {
    const [own] = await tx.select({ count: count() }).from(cohort).where(eq(cohort.createdBy, ctx.actor.id));
    if (own !== undefined && own.count >= MAX_COHORTS) {
      throw new AppError("QUOTA_EXCEEDED", `One person can create at most ${MAX_COHORTS} cohorts`);
    }
    const [created] = await tx
      .insert(cohort)
      .values({ name: input.name, joinCode: createJoinCode(), createdBy: ctx.actor.id })
      .returning({ id: cohort.id });
    if (created === undefined) throw new Error("The new cohort did not come back");
    await tx.insert(cohortMember).values({ cohortId: created.id, userId: ctx.actor.id, role: "instructor" });
    return created.id;
  });
  return getCohort(ctx, cohortId);
}
