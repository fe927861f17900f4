import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohortMember } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { cancelActiveRuns } from "../run/cancel-active.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { leaveTeamsOf } from "../team/leave-cohort.ts";
import { lockCohort, requireInstructorLeft } from "./require-instructor-left.ts";

/**
 * Takes a person out of a cohort and ends what they have waiting or training there. Finished runs and designs stay with
 * the cohort; only the leaderboard shows members alone.
 */
export async function deleteMembership(
  ctx: Pick<ServiceContext, "jobs">,
  tx: Transaction,
  { cohortId, userId }: { cohortId: string; userId: string },
): Promise<void> {
  await lockCohort(tx, cohortId);
  const [member] = await tx
    .select({ role: cohortMember.role })
    .from(cohortMember)
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, userId)));
  if (member?.role === "instructor") {
    await requireInstructorLeft(tx, { cohortId, userId }, "The last instructor of a cohort cannot leave it");
  }
  const removed = await tx
    .delete(cohortMember)
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, userId)))
    .returning({ userId: cohortMember.userId });
  if (removed.length === 0) throw new AppError("NOT_FOUND", "The cohort has no such member");
  await leaveTeamsOf(tx, { cohortId, userId });
  await cancelActiveRuns(ctx, tx, { cohortId, userId });
  await notify(
    tx,
    { kind: "access", userId },
    { kind: "cohort", cohortId, topic: "members" },
    { kind: "cohort", cohortId, topic: "leaderboard" },
    // What they shared is there for the instructors to take care of.
    { kind: "cohort", cohortId, topic: "designs" },
  );
}
