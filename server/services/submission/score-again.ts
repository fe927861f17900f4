import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { submission } from "#db/schema/index.ts";
import type { ScoreAgainInput } from "#server/contract/submission.ts";
import type { ServiceContext } from "../context.ts";
import { findGradedExercise } from "../exercise/find.ts";
import { notify } from "../notify.ts";
import { enqueueScoring } from "./enqueue.ts";
import { judgeAgain } from "./judge-again.ts";

/** Has submissions judged again, by the checks as they are now. What waits already stays as it is. */
export async function scoreAgain(
  ctx: ServiceContext,
  { exerciseId, submissionId }: ScoreAgainInput,
): Promise<{ queued: number }> {
  const { row } = await findGradedExercise(ctx, exerciseId);
  return ctx.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: submission.id })
      .from(submission)
      .where(
        and(
          eq(submission.exerciseId, exerciseId),
          inArray(submission.state, ["scored", "failed"]),
          isNotNull(submission.runId),
          submissionId === undefined ? undefined : eq(submission.id, submissionId),
        ),
      )
      .orderBy(submission.id)
      .for("update");
    // Without a network there is nothing to wait for; what is queued now is judged then.
    for (const { id } of rows) await enqueueScoring(ctx, tx, id);
    const reason = "Scored again, by the questions as they are now";
    const judged = await judgeAgain(tx, { exerciseId, submissionId, reason, changedBy: ctx.actor.id });
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
    return { queued: rows.length + judged };
  });
}
