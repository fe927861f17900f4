import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { exercise, pointChange, submission } from "#db/schema/index.ts";
import { answerPointsOf, judgeAnswers } from "#models/exercises/questions/judge-answers.ts";
import { queueScoresOf } from "../lti/queue-scores-of.ts";
import { ownMatrix } from "./own-matrix.ts";

type Judging = {
  exerciseId: string;
  reason: string;
  changedBy: string;
  /** One of them; all of the exercise where none is named. */
  submissionId?: string | undefined;
};

/** Judges the answers of what is scored by the questions and keys as they are now, and records whose points change. */
export async function judgeAgain(tx: Transaction, judging: Judging): Promise<number> {
  const { exerciseId, submissionId, ...why } = judging;
  const [asked] = await tx
    .select({ content: exercise.content, keys: exercise.answerKeys })
    .from(exercise)
    .where(eq(exercise.id, exerciseId));
  if (asked === undefined) return 0;
  const rows = await tx
    .select()
    .from(submission)
    .where(
      and(
        eq(submission.exerciseId, exerciseId),
        eq(submission.state, "scored"),
        submissionId === undefined ? undefined : eq(submission.id, submissionId),
      ),
    )
    .orderBy(submission.id)
    .for("update");
  const { questions } = asked.content;
  const needsMatrix = questions.some((each) => each.kind === "cell" && each.matrix.kind === "own-run");
  for (const row of rows) {
    const answerResults = judgeAnswers({
      questions,
      keys: asked.keys,
      answers: row.answers ?? {},
      ownMatrix: needsMatrix ? await ownMatrix(tx, row.runId) : null,
    });
    const answerPoints = answerPointsOf(answerResults);
    const before = row.checkPoints ?? 0;
    const given = row.answerPoints ?? 0;
    // What did not change is not worked out anew, so that rounding changes nothing.
    const checkPoints = answerPoints === given ? before : before - given + answerPoints;
    await tx
      .update(submission)
      .set({ answerResults, answerPoints, checkPoints })
      .where(eq(submission.id, row.id));
    await recordChange(tx, { submissionId: row.id, before, after: checkPoints, ...why });
    await queueScoresOf(tx, row.id);
  }
  return rows.length;
}

type Change = {
  submissionId: string;
  before: number;
  after: number;
  reason: string;
  changedBy: string | null;
};

export async function recordChange(tx: Transaction, change: Change): Promise<void> {
  if (change.before === change.after) return;
  await tx.insert(pointChange).values({ ...change, createdAt: sql`clock_timestamp()` });
}
