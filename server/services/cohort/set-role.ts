import { and, eq } from "drizzle-orm";
import { cohortMember } from "#db/schema/index.ts";
import type { CohortRole } from "#server/contract/cohort.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { lockCohort, requireInstructorLeft } from "./require-instructor-left.ts";
import { requireInstructor } from "./require-member.ts";

type SetRoleInput = { cohortId: string; userId: string; role: CohortRole };

/** Makes a member an instructor, an assistant or a learner, oneself too. One instructor always stays. */
export async function setRole(ctx: ServiceContext, { cohortId, userId, role }: SetRoleInput): Promise<void> {
  await requireInstructor(ctx, cohortId);
  await ctx.db.transaction(async (tx) => {
    await lockCohort(tx, cohortId);
    // Who teaches no more meanwhile decides no more.
    await requireInstructor({ db: tx, actor: ctx.actor }, cohortId);
    if (role !== "instructor") {
      const message = "A cohort needs an instructor. Make somebody else one first.";
      await requireInstructorLeft(tx, { cohortId, userId }, message);
    }
    const changed = await tx
      .update(cohortMember)
      .set({ role })
      .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, userId)))
      .returning({ userId: cohortMember.userId });
    if (changed.length === 0) throw new AppError("NOT_FOUND", "The cohort has no such member");
    await notify(tx, { kind: "access", userId }, { kind: "cohort", cohortId, topic: "members" });
  });
}
