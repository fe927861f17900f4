import { and, count, eq, sql } from "drizzle-orm";
import { regradeMessage, submission } from "#db/schema/index.ts";
import type { DiscussInput, Submission } from "#server/contract/submission.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { tellOfMessage } from "../notice/about-submission.ts";
import { notify } from "../notify.ts";
import { getSubmission } from "./get.ts";

const MAX_MESSAGES = 100;

/** Asks about a grade, or answers: who handed it in, and who teaches. Only the latter says what comes of it. */
export async function discussSubmission(ctx: ServiceContext, input: DiscussInput): Promise<Submission> {
  const { submissionId, text, outcome } = input;
  // What one may not see is not there.
  const { isMine, state } = await getSubmission(ctx, submissionId);
  if (outcome !== null && isMine) {
    throw new AppError("FORBIDDEN", "What comes of it is said by who grades.");
  }
  if (state !== "scored" && state !== "failed") {
    throw new AppError("CONFLICT", "There is nothing to ask about until it is scored.");
  }
  await makeOnce(ctx, intentOf("submission.discuss", input), async (tx, id) => {
    const [row] = await tx
      .select({ cohortId: submission.cohortId })
      .from(submission)
      .where(eq(submission.id, submissionId))
      .for("update");
    if (row === undefined) throw new AppError("NOT_FOUND", "There is no such submission");
    await requireMember({ db: tx, actor: ctx.actor }, row.cohortId);
    const [own] = await tx
      .select({ messages: count() })
      .from(regradeMessage)
      .where(and(eq(regradeMessage.submissionId, submissionId), eq(regradeMessage.writtenBy, ctx.actor.id)));
    if ((own?.messages ?? 0) >= MAX_MESSAGES) {
      throw new AppError(
        "QUOTA_EXCEEDED",
        `One person writes at most ${MAX_MESSAGES} messages about a submission.`,
      );
    }
    const createdAt = sql`clock_timestamp()`;
    await tx
      .insert(regradeMessage)
      .values({ id, submissionId, text, outcome, createdAt, writtenBy: ctx.actor.id });
    await tellOfMessage(tx, submissionId, ctx.actor.id);
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
    return id;
  });
  return getSubmission(ctx, submissionId);
}
