import { eq } from "drizzle-orm";
import { run, submission, user } from "#db/schema/index.ts";
import type { Queryable } from "#db/client.ts";
import type { Check } from "#models/exercises/checks/check.ts";
import { describeCheck } from "#models/exercises/checks/describe.ts";
import type { Submission } from "#server/contract/submission.ts";
import type { Actor } from "../context.ts";

const COLUMNS = {
  id: submission.id,
  exerciseId: submission.exerciseId,
  runId: submission.runId,
  userId: submission.userId,
  number: submission.number,
  state: submission.state,
  submittedAt: submission.submittedAt,
  latePercent: submission.latePercent,
  failure: submission.failure,
  results: submission.results,
  checkPoints: submission.checkPoints,
  scoredAt: submission.scoredAt,
  runName: run.name,
  userName: user.name,
};

export function selectSubmissions(db: Queryable) {
  return db
    .select(COLUMNS)
    .from(submission)
    .innerJoin(run, eq(run.id, submission.runId))
    .innerJoin(user, eq(user.id, submission.userId));
}

export type SubmissionRow = Awaited<ReturnType<ReturnType<typeof selectSubmissions>["execute"]>>[number];

/** What is left of points after coming late. */
function afterLateness(points: number, latePercent: number | null): number {
  return (points * (100 - (latePercent ?? 0))) / 100;
}

/** @param checks of the exercise as it is now: a result without its check is not shown. */
export function presentSubmission(
  row: SubmissionRow,
  checks: readonly Check[],
  actor: Pick<Actor, "id">,
): Submission {
  const results = (row.results ?? []).flatMap((result) => {
    const check = checks.find(({ id }) => id === result.checkId);
    if (check === undefined) return [];
    const { points, message, test } = check;
    return [{ ...result, points, message, title: describeCheck(test) }];
  });
  const isScored = row.state === "scored" && row.checkPoints !== null;
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    runId: row.runId,
    runName: row.runName,
    user: { id: row.userId, name: row.userName },
    isMine: row.userId === actor.id,
    number: row.number,
    state: row.state,
    submittedAt: row.submittedAt.toISOString(),
    latePercent: row.latePercent,
    failure: row.failure,
    results,
    points: isScored ? afterLateness(row.checkPoints ?? 0, row.latePercent) : null,
    maxPoints: checks.reduce((sum, { points }) => sum + points, 0),
    scoredAt: row.scoredAt?.toISOString() ?? null,
  };
}
