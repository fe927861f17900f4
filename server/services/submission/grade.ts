import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { grade, run, submission } from "#db/schema/index.ts";
import { mayGradeThis } from "#models/cohorts/may-grade.ts";
import { pinProblem } from "#models/grading/pin.ts";
import type { Rubric } from "#models/grading/rubric.ts";
import { classesOf } from "#models/tasks/classes-of.ts";
import type { GradeInput, Submission } from "#server/contract/submission.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireGrader } from "../cohort/require-member.ts";
import type { ServiceContext } from "../context.ts";
import { contentOf } from "../exercise/get.ts";
import { queueScoresOf } from "../lti/queue-scores-of.ts";
import { tellOfGrade } from "../notice/about-submission.ts";
import { notify } from "../notify.ts";
import { targetOfRun } from "../run/target.ts";
import { getSubmission } from "./get.ts";
import { gradesOf } from "./grades-of.ts";
import { pointsByHand } from "./points-by-hand.ts";

/**
 * Gives points by hand, by the exercise's rubric where it has one, and comments, as a draft or to be seen. What was given
 * before stays on record; the same once more adds nothing.
 */
export async function gradeSubmission(ctx: ServiceContext, input: GradeInput): Promise<Submission> {
  const { submissionId, comment, isReleased, levels, answerPoints, pins } = input;
  // What one may not see is not there.
  const { exerciseId, isMine } = await getSubmission(ctx, submissionId);
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({
        cohortId: submission.cohortId,
        runId: submission.runId,
        answers: submission.answers,
        state: submission.state,
      })
      .from(submission)
      .where(eq(submission.id, submissionId))
      .for("update");
    if (row === undefined) throw new AppError("NOT_FOUND", "There is no such submission");
    const { role } = await requireGrader({ db: tx, actor: ctx.actor }, row.cohortId);
    if (!mayGradeThis(role, isMine)) {
      throw new AppError("FORBIDDEN", "Somebody else grades what you have handed in.");
    }
    if (row.state === "void")
      throw new AppError("CONFLICT", "This submission does not count, so it is not graded.");
    const content = await contentOf({ db: tx }, exerciseId);
    const before = isReleased ? "released" : null;
    const points = pointsByHand(content, { given: input, answers: row.answers ?? {}, before });
    if (pins.length > 0) await requirePlaces(tx, row.runId, pins);
    const [newest] = (await gradesOf(tx, [submissionId])).get(submissionId) ?? [];
    const given = { points, comment, isReleased, levels, rubric: content.rubric, answerPoints, pins };
    if (newest !== undefined && isSame(newest, given)) return;
    const createdAt = sql`clock_timestamp()`;
    await tx.insert(grade).values({ submissionId, ...given, createdAt, gradedBy: ctx.actor.id });
    if (isReleased) {
      await tellOfGrade(tx, submissionId, ctx.actor.id);
      await queueScoresOf(tx, submissionId);
    }
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
  });
  return getSubmission(ctx, submissionId);
}

async function requirePlaces(tx: Transaction, runId: string | null, pins: GradeInput["pins"]): Promise<void> {
  if (runId === null) {
    throw new AppError("INVALID_INPUT", "Nothing can be pinned where no network was handed in.");
  }
  const [[trained], target] = [
    await tx
      .select({ graph: run.graph, hyperParameters: run.hyperParameters })
      .from(run)
      .where(eq(run.id, runId)),
    await targetOfRun(tx, runId),
  ];
  const problem = pinProblem(pins, {
    layers: trained?.graph.nodes.map(({ name }) => name) ?? [],
    epochs: trained?.hyperParameters.epochs ?? 0,
    classes: target.task === "classification" ? classesOf(target) : [],
  });
  if (problem !== null) throw new AppError("INVALID_INPUT", problem);
}

type Given = Pick<GradeInput, "points" | "comment" | "isReleased" | "levels" | "answerPoints" | "pins"> & {
  rubric: Rubric;
};

function isSame(a: Given, b: Given): boolean {
  const told = ({ points, comment, isReleased, levels, rubric, answerPoints, pins }: Given) => ({
    points,
    comment,
    isReleased,
    levels,
    rubric,
    answerPoints,
    pins,
  });
  return isDeepStrictEqual(told(a), told(b));
}
