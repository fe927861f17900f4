import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort, cohortMember } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { cancelActiveRuns } from "../run/cancel-active.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";

/**
 * Takes a person out of a cohort and ends what they have waiting or training there. Finished runs and designs stay with
 * the cohort; only the leaderboard shows members alone.
 */
export async function deleteMembership(
  ctx: Pick<ServiceContext, "jobs">,
  tx: Transaction,
  { cohortId, userId }: { cohortId: string; userId: string },
): Promise<void> {
  // Two instructors who leave at the same time take turns here, so one of them stays.
  await tx.select({ id: cohort.id }).from(cohort).where(eq(cohort.id, cohortId)).for("no key update");
  const instructors = await tx
    .select({ userId: cohortMember.userId })
    .from(cohortMember)
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.role, "instructor")));
  if (instructors.length === 1 && instructors[0]?.userId === userId) {
    throw new AppError("CONFLICT", "The last instructor of a cohort cannot leave it");
  }
  const removed = await tx
    .delete(cohortMember)
    .where(and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, userId)))
    .returning({ userId: cohortMember.userId });
  if (removed.length === 0) throw new AppError("NOT_FOUND", "The cohort has no such member");
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
