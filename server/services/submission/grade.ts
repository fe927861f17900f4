import { eq, sql } from "drizzle-orm";
import { grade, submission } from "#db/schema/index.ts";
import type { GradeInput, Submission } from "#server/contract/submission.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { contentOf } from "../exercise/get.ts";
import { notify } from "../notify.ts";
import { getSubmission } from "./get.ts";
import { gradesOf } from "./grades-of.ts";

/**
 * Gives points by hand and a comment, as a draft or to be seen. What was given before stays on record; the same once more
 * adds nothing.
 */
export async function gradeSubmission(ctx: ServiceContext, input: GradeInput): Promise<Submission> {
  const { submissionId, points, comment, isReleased } = input;
  // What one may not see is not there.
  const { exerciseId } = await getSubmission(ctx, submissionId);
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ cohortId: submission.cohortId, state: submission.state })
      .from(submission)
      .where(eq(submission.id, submissionId))
      .for("update");
    if (row === undefined) throw new AppError("NOT_FOUND", "There is no such submission");
    await requireInstructor({ db: tx, actor: ctx.actor }, row.cohortId);
    if (row.state === "void")
      throw new AppError("CONFLICT", "This submission does not count, so it is not graded.");
    const { handPoints } = await contentOf({ db: tx }, exerciseId);
    if (points > handPoints) {
      throw new AppError(
        "INVALID_INPUT",
        `At most ${handPoints} points are given by hand here, got ${points}.`,
      );
    }
    const [newest] = (await gradesOf(tx, [submissionId])).get(submissionId) ?? [];
    const isSame =
      newest?.points === points && newest.comment === comment && newest.isReleased === isReleased;
    if (isSame) return;
    const createdAt = sql`clock_timestamp()`;
    await tx
      .insert(grade)
      .values({ submissionId, points, comment, isReleased, createdAt, gradedBy: ctx.actor.id });
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
  return getSubmission(ctx, submissionId);
}
