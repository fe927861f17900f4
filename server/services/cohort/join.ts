import { eq } from "drizzle-orm";
import { cohort, cohortMember } from "#db/schema/index.ts";
import type { CohortSummary, JoinCohortInput } from "#server/contract/cohort.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { requireOwnAccount } from "../lti/own-account.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { notify } from "../notify.ts";
import { takeInvitation } from "../roster/take.ts";
import { getCohort } from "./get.ts";
import { normalizeJoinCode } from "./join-code.ts";

/**
 * Makes the actor a learner of the cohort with this code, or that the invitation with this code leads to. A member who
 * joins again stays what they are.
 */
export async function joinCohort(ctx: ServiceContext, input: JoinCohortInput): Promise<CohortSummary> {
  const code = normalizeJoinCode(input.code);
  const cohortId = await makeOnce(ctx, intentOf("cohort.join", input), async (tx) => {
    const invitedTo = await takeInvitation(tx, code, ctx.actor.id);
    // Locked, so that a code that is being replaced lets nobody in afterwards.
    const [found] = await tx
      .select({ id: cohort.id, archivedAt: cohort.archivedAt })
      .from(cohort)
      .where(invitedTo === null ? eq(cohort.joinCode, code) : eq(cohort.id, invitedTo))
      .for("share");
    if (found === undefined) throw new AppError("NOT_FOUND", "No cohort has this code");
    await requireOwnAccount(tx, ctx.actor.id, found.id);
    if (found.archivedAt !== null) {
      throw new AppError("CONFLICT", "This cohort is archived, so nobody can join it now.");
    }
    const joined = await tx
      .insert(cohortMember)
      .values({ cohortId: found.id, userId: ctx.actor.id, role: "learner" })
      .onConflictDoNothing()
      .returning({ userId: cohortMember.userId });
    if (joined.length > 0) {
      await notify(
        tx,
        { kind: "cohort", cohortId: found.id, topic: "members" },
        { kind: "access", userId: ctx.actor.id },
      );
    }
    return found.id;
  });
  const { id, name, role, memberCount, createdAt, archivedAt } = await getCohort(ctx, cohortId);
  return { id, name, role, memberCount, createdAt, archivedAt };
}
