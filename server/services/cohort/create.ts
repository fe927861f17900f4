import { count, eq } from "drizzle-orm";
import { cohort, cohortMember } from "#db/schema/index.ts";
import type { CohortDetails, CreateCohortInput } from "#server/contract/cohort.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { requireOwnAccount } from "../lti/own-account.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { getCohort } from "./get.ts";
import { createJoinCode } from "./join-code.ts";

const MAX_COHORTS = 50;

/** Makes a cohort with the actor as its instructor. */
export async function createCohort(ctx: ServiceContext, input: CreateCohortInput): Promise<CohortDetails> {
  const cohortId = await makeOnce(ctx, intentOf("cohort.create", input), async (tx, id) => {
    await requireOwnAccount(tx, ctx.actor.id);
    const [own] = await tx.select({ count: count() }).from(cohort).where(eq(cohort.createdBy, ctx.actor.id));
    if (own !== undefined && own.count >= MAX_COHORTS) {
      throw new AppError("QUOTA_EXCEEDED", `One person can create at most ${MAX_COHORTS} cohorts`);
    }
    const createdBy = ctx.actor.id;
    await tx.insert(cohort).values({ id, name: input.name, joinCode: createJoinCode(), createdBy });
    await tx.insert(cohortMember).values({ cohortId: id, userId: createdBy, role: "instructor" });
    return id;
  });
  return getCohort(ctx, cohortId);
}
