import { eq, sql } from "drizzle-orm";
import { run, submission, team, user } from "#db/schema/index.ts";
import type { Queryable } from "#db/client.ts";
import { mayGradeThis } from "#models/cohorts/may-grade.ts";
import type { CohortRole } from "#models/cohorts/role.ts";
import { isOnHiddenSplit, type CheckTest } from "#models/exercises/checks/check.ts";
import { describeCheck } from "#models/exercises/checks/describe.ts";
import { freeHandPointsOf, handPointsOf, pointsOf } from "#models/exercises/points-of.ts";
import { withoutFiles } from "#models/exercises/questions/without-files.ts";
import { afterLateness } from "#models/grading/after-lateness.ts";
import { regradeState } from "#models/grading/regrade-state.ts";
import type { Submission } from "#server/contract/submission.ts";
import { presentAnswers } from "./present-answers.ts";
import { isScoreHidden } from "../competition/is-score-hidden.ts";
import type { Actor } from "../context.ts";
import type { Asked } from "./asked-of.ts";
import type { Changes } from "./changes-of.ts";
import { isConcealed, markingName, withoutNames } from "./concealed.ts";
import type { Grades } from "./grades-of.ts";
import type { Threads } from "./threads-of.ts";

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
  answers: submission.answers,
  answerResults: submission.answerResults,
  results: submission.results,
  checkPoints: submission.checkPoints,
  scoredAt: submission.scoredAt,
  runName: run.name,
  startedFrom: run.startedFrom,
  userName: user.name,
  teamId: submission.teamId,
  teamName: team.name,
  isConcealed,
  markingName,
  /** Of a team's: ids of whom it counts for. */
  creditedIds: sql<string[]>`array(
    select submission_member.user_id from submission_member where submission_member.submission_id = ${submission.id})`,
};

/** As this person may see them. */
export function selectSubmissions(db: Queryable, actor: Pick<Actor, "id">) {
  return db
    .select({ ...COLUMNS, isScoreHidden: isScoreHidden(actor.id) })
    .from(submission)
    .leftJoin(run, eq(run.id, submission.runId))
    .innerJoin(user, eq(user.id, submission.userId))
    .leftJoin(team, eq(team.id, submission.teamId));
}

export type SubmissionRow = Awaited<ReturnType<ReturnType<typeof selectSubmissions>["execute"]>>[number];

/** Ids of whom it counts for. */
export function ownersOf({ userId, creditedIds }: Pick<SubmissionRow, "userId" | "creditedIds">): string[] {
  return creditedIds.length === 0 ? [userId] : creditedIds;
}

const UNTIL_REVEAL = "hidden until the reveal";

type Presenting = {
  /** Of the exercise as it is now: a result without its check is not shown. */
  asked: Asked;
  actor: Pick<Actor, "id">;
  /** Of all who are presented, by submission, the newest first. */
  grades: Grades;
  threads: Threads;
  changes: Changes;
  /** Who grades it sees every grade; others what was released. */
  role: CohortRole;
};

function handOf({ points, comment, levels, rubric, answerPoints, pins }: Submission["grades"][number]) {
  return { points, comment, levels, rubric, answerPoints, pins };
}

export function presentSubmission(row: SubmissionRow, presenting: Presenting): Submission {
  const { asked, actor, role } = presenting;
  const { content } = asked;
  const owners = ownersOf(row);
  const isMine = owners.includes(actor.id);
  const { checks } = content;
  const isHiddenFrom = row.isConcealed && !isMine;
  const named = isHiddenFrom ? withoutNames(row) : row;
  const told = isHiddenFrom ? { ...row, answers: withoutFiles(row.answers ?? {}) } : row;
  const thread = (presenting.threads.get(row.id) ?? []).map(({ writtenBy, createdAt, ...message }) => ({
    ...message,
    isOfLearner: writtenBy !== null && owners.includes(writtenBy.id),
    isMine: writtenBy?.id === actor.id,
    writtenBy:
      isHiddenFrom && writtenBy !== null && owners.includes(writtenBy.id)
        ? named.userName
        : (writtenBy?.name ?? null),
    createdAt: createdAt.toISOString(),
  }));
  const isHidden = (test: CheckTest) => row.isScoreHidden && isOnHiddenSplit(test);
  const grades = presenting.grades.get(row.id) ?? [];
  const released = grades.find(({ isReleased }) => isReleased);
  const results = (row.results ?? []).flatMap((result) => {
    const check = checks.find(({ id }) => id === result.checkId);
    if (check === undefined) return [];
    const { points, message, test } = check;
    const told = isHidden(test) ? { ...result, isPassed: null, found: UNTIL_REVEAL } : result;
    return [{ ...told, points, message, title: describeCheck(test) }];
  });
  // A sum of points tells which of them were passed.
  const isSumTold = !checks.some(({ test }) => isHidden(test));
  const isScored = row.state === "scored" && row.checkPoints !== null && isSumTold;
  const earned = (row.checkPoints ?? 0) + (released?.points ?? 0);
  return {
    id: row.id,
    exerciseId: row.exerciseId,
    runId: named.runId,
    runName: named.runName,
    isConcealed: isHiddenFrom,
    hasRun: row.runId !== null,
    startedFrom: named.startedFrom,
    user: { id: named.userId, name: named.userName },
    team:
      named.teamId === null || named.teamName === null ? null : { id: named.teamId, name: named.teamName },
    isMine,
    number: row.number,
    state: row.state,
    submittedAt: row.submittedAt.toISOString(),
    latePercent: row.latePercent,
    failure: row.failure,
    results,
    answers: presentAnswers(told, { asked, released, areKeysTold: mayGradeThis(role, isMine) }),
    points: isScored ? afterLateness(earned, row.latePercent) : null,
    maxPoints: pointsOf(content),
    maxHandPoints: handPointsOf(content),
    maxFreePoints: freeHandPointsOf(content),
    rubric: content.rubric,
    thread,
    regrade: regradeState(thread),
    hand: released === undefined ? null : handOf(released),
    grades: mayGradeThis(role, isMine) ? grades : [],
    changes: isSumTold ? (presenting.changes.get(row.id) ?? []) : [],
    scoredAt: row.scoredAt?.toISOString() ?? null,
  };
}
