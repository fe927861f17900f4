import { createHash, randomUUID } from "node:crypto";
import { and, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Queryable, Transaction } from "#db/client.ts";
import { artifact, exercise, grade, run, submission, submissionMember } from "#db/schema/index.ts";
import { dueFor } from "#models/exercises/availability.ts";
import { latePercent } from "#models/exercises/late-rule.ts";
import type { AnswerKeys } from "#models/exercises/questions/answer-key.ts";
import type { Answers } from "#models/exercises/questions/answer.ts";
import { cleanAnswers } from "#models/exercises/questions/clean-answers.ts";
import { answerPointsOf, judgeAnswers } from "#models/exercises/questions/judge-answers.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { ruleProblems, type ExerciseRules } from "#models/exercises/rules.ts";
import { costsSubmission, submissionsLeft } from "#models/exercises/submission-limits.ts";
import { formatZoned } from "#models/exercises/zoned-time.ts";
import type { Submission, SubmitInput } from "#server/contract/submission.ts";
import { scoreSubmissionJob } from "#server/jobs/score-submission.ts";
import { countOf } from "#models/exercises/count-of.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireEligible } from "../competition/require-eligible.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { extensionsOf } from "../exercise/extensions.ts";
import { findExercise, MISSING_EXERCISE, type ExerciseRow } from "../exercise/find.ts";
import { standingIn } from "../exercise/present.ts";
import { serverTime } from "../exercise/server-time.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { notify } from "../notify.ts";
import { queueScoresOf } from "../lti/queue-scores-of.ts";
import { handingIn, type HandingIn } from "../team/handing-in.ts";
import { getSubmission } from "./get.ts";
import { copyPictures, keepPictures, namesPictures, type PictureCopy } from "./picture-copies.ts";
import { trainingSecondsOf } from "./training-seconds.ts";

const UTC = (ms: number) => formatZoned(ms, "UTC");

/**
 * Hands in a run of one's own or of one's team, answers to questions, or both. A run that has not ended yet counts from now,
 * whenever it ends; one that then fails or is cancelled costs nothing. The same run with the same answers again is the same
 * submission.
 */
export async function submitWork(ctx: ServiceContext, input: SubmitInput): Promise<Submission> {
  const { exerciseId, runId = null } = input;

  // What does not change while it is handed in, or whose change meanwhile is as good as a moment later.
  async function prepare(): Promise<Prepared> {
    const { row } = await findExercise(ctx, exerciseId);
    const { cohortId, datasetId } = row;
    return {
      copies: await copiesFor(ctx, row, input),
      datasetId: await chooseDataset(ctx, { cohortId, datasetId }),
    };
  }

  async function make(tx: Transaction, id: string, prepared: Prepared): Promise<string> {
    // Who deletes it or changes its teams meanwhile is waited for; then it is not found, or they are as they are now. Who changes
    // what is right judges this as well.
    const [asked] = await tx
      .select({ content: exercise.content, keys: exercise.answerKeys })
      .from(exercise)
      .where(eq(exercise.id, exerciseId))
      .for("share");
    if (asked === undefined) throw new AppError("NOT_FOUND", MISSING_EXERCISE);
    const { row, member } = await findExercise({ db: tx, actor: ctx.actor }, exerciseId);
    requireOpen(member);
    const by = await handingIn(tx, { row, member, userId: ctx.actor.id });
    // Of two at the same time the second waits for the first, and counts it.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`submit:${exerciseId}:${by.team?.id ?? ctx.actor.id}`}, 0))`,
    );
    const answers = requireAsked(asked.content, input);
    const copies = prepared.copies.filter(({ questionId }) => questionId in answers);
    const keep = (submissionId: string) =>
      keepPictures(tx, copies, { submissionId, exerciseId, ownerId: ctx.actor.id });
    const answersSha256 = hashOf(answers);
    const isOwn = by.team === null ? eq(submission.userId, ctx.actor.id) : eq(submission.teamId, by.team.id);
    const [handedIn] = await tx
      .select({ id: submission.id })
      .from(submission)
      .where(
        and(
          eq(submission.exerciseId, exerciseId),
          runId === null ? and(isOwn, isNull(submission.runId)) : eq(submission.runId, runId),
          eq(submission.answersSha256, answersSha256),
          ne(submission.state, "void"),
        ),
      );
    const { rules } = asked.content;
    const isFinished =
      runId !== null &&
      (await requireSubmittable(tx, { runId, by, row, rules, datasetId: prepared.datasetId }));
    const now = await serverTime(tx);
    if (handedIn !== undefined) {
      // The same with a picture, which was left out before: for as long as it could be handed in, and nobody has graded it.
      const mayAdd =
        copies.length > 0 &&
        (await isTaken(tx, { row, userId: ctx.actor.id, now })) &&
        (await tx.$count(grade, eq(grade.submissionId, handedIn.id))) === 0;
      if (mayAdd) await keep(handedIn.id);
      return handedIn.id;
    }
    const lateBy = await requireTaken(tx, { row, userId: ctx.actor.id, now });
    const number = await requireLeft(tx, { row, by, now });
    const jobId = isFinished ? randomUUID() : null;
    await tx.insert(submission).values({
      id,
      exerciseId,
      runId,
      jobId,
      number,
      userId: ctx.actor.id,
      answers,
      answersSha256,
      cohortId: row.cohortId,
      teamId: by.team?.id,
      state: isFinished ? "queued" : "waiting",
      submittedAt: now,
      latePercent: lateBy,
      // What no network has to be asked about is judged at once.
      ...(runId === null ? judged(asked, answers, now) : {}),
    });
    await keep(id);
    if (by.team !== null) {
      await tx.insert(submissionMember).values(by.people.map((userId) => ({ submissionId: id, userId })));
    }
    if (runId === null) await queueScoresOf(tx, id);
    if (jobId !== null) {
      await ctx.jobs.enqueue(tx, scoreSubmissionJob, { submissionId: id }, { id: jobId });
      await notify(tx, { kind: "job", queue: scoreSubmissionJob.queue });
    }
    await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic: "exercises" });
    return id;
  }

  return getSubmission(ctx, await makeOnce(ctx, intentOf("submission.submit", input), { prepare, make }));
}

/** Nothing is decoded for a question that is not asked, or where nothing is taken: it is refused when it is handed in. */
async function copiesFor(ctx: ServiceContext, row: ExerciseRow, { answers = {} }: SubmitInput) {
  if (!namesPictures(answers)) return [];
  const { db, actor } = ctx;
  const now = await serverTime(db);
  if (!(await isTaken(db, { row, userId: actor.id, now }))) return [];
  const [asked] = await db
    .select({ content: exercise.content })
    .from(exercise)
    .where(eq(exercise.id, row.id));
  const ids = new Set(asked?.content.questions.map(({ id }) => id));
  return copyPictures(ctx, Object.fromEntries(Object.entries(answers).filter(([id]) => ids.has(id))));
}

/** @returns the answers as they are kept. @throws AppError INVALID_INPUT for what is not what the exercise asks for. */
function requireAsked(content: ExerciseContent, { runId, answers = {} }: SubmitInput): Answers {
  const { isNetworkAsked, questions } = content;
  const isRunGiven = runId !== undefined;
  if (isRunGiven !== isNetworkAsked) {
    const reason = isNetworkAsked
      ? "This exercise asks for a network. Choose the run to hand in."
      : "This exercise asks for answers alone, not for a run.";
    throw new AppError("INVALID_INPUT", reason);
  }
  const cleaned = cleanAnswers(questions, answers);
  if (!cleaned.ok) throw new AppError("INVALID_INPUT", cleaned.reason);
  if (!isRunGiven && Object.keys(cleaned.answers).length === 0) {
    throw new AppError("INVALID_INPUT", "Answer at least one question before you hand in.");
  }
  return cleaned.answers;
}

function hashOf(answers: Answers): string {
  if (Object.keys(answers).length === 0) return "";
  // Whatever order the questions have by now.
  const ids = Object.keys(answers).toSorted();
  return createHash("sha256")
    .update(JSON.stringify(ids.map((id) => [id, answers[id]])))
    .digest("hex");
}

type Asking = { content: ExerciseContent; keys: AnswerKeys };

function judged({ content: { questions }, keys }: Asking, answers: Answers, now: Date) {
  const answerResults = judgeAnswers({ questions, keys, answers, ownMatrix: null });
  const answerPoints = answerPointsOf(answerResults);
  const state = "scored" as const;
  return { state, answerResults, answerPoints, checkPoints: answerPoints, results: [], scoredAt: now };
}

type Prepared = { datasetId: string; copies: readonly PictureCopy[] };
type Candidate = Pick<Prepared, "datasetId"> & {
  rules: ExerciseRules;
  runId: string;
  by: HandingIn;
  row: ExerciseRow;
};

/** @returns whether the run has finished. @throws AppError with what is wrong with it, in words. */
async function requireSubmittable(tx: Transaction, candidate: Candidate): Promise<boolean> {
  const { runId, by, row, rules, datasetId } = candidate;
  // Who ends the run meanwhile waits, or is waited for: then its end is seen here.
  const [found] = await tx.select().from(run).where(eq(run.id, runId)).for("share");
  if (found === undefined || found.cohortId !== row.cohortId || !by.people.includes(found.startedBy)) {
    throw new AppError("NOT_FOUND", "You have no such run in this cohort");
  }
  if (found.state === "failed" || found.state === "cancelled") {
    const what = found.state === "failed" ? "failed" : "was cancelled";
    throw new AppError("CONFLICT", `This run ${what}. Hand in one that has finished, or that is under way.`);
  }
  if (found.datasetId !== datasetId) {
    throw new AppError(
      "INVALID_INPUT",
      "This exercise is about another dataset than the run was trained on. Train it on the exercise's.",
    );
  }
  const isFinished = found.state === "finished";
  const problems = ruleProblems(rules, {
    graph: found.graph,
    params: found.params,
    epochs: found.hyperParameters.epochs,
    trainingSeconds: isFinished ? trainingSecondsOf(found) : null,
    startedFrom: found.startedFrom,
  });
  if (problems.length > 0) throw new AppError("INVALID_INPUT", problems.join(" "));
  await requireEligible(tx, row.id, found);
  if (!isFinished) return false;
  const files = await tx
    .select({ sha256: artifact.sha256 })
    .from(artifact)
    .where(and(eq(artifact.runId, runId), eq(artifact.kind, "onnx")));
  if (files.length > 0) return true;
  throw new AppError(
    "NOT_READY",
    "The run's network is not kept any more, so it cannot be judged. Train it again.",
  );
}

type Asked = { row: ExerciseRow; now: Date };

async function isTaken(db: Queryable, { row, userId, now }: Asked & { userId: string }): Promise<boolean> {
  const extended = (await extensionsOf(db, userId, [row.id])).get(row.id) ?? null;
  const { state } = standingIn(row, now.getTime(), extended);
  return state === "open" || state === "late";
}

/** @returns percent that it loses for coming late; null where it does not. @throws AppError CONFLICT where nothing is taken. */
async function requireTaken(
  tx: Transaction,
  { row, userId, now }: Asked & { userId: string },
): Promise<number | null> {
  const extended = (await extensionsOf(tx, userId, [row.id])).get(row.id) ?? null;
  const { state, closesMs } = standingIn(row, now.getTime(), extended);
  if (state === "draft")
    throw new AppError("CONFLICT", "A draft cannot be handed in. Publish the exercise first.");
  if (state === "waiting") {
    throw new AppError("CONFLICT", `This exercise opens on ${UTC(row.opensAt?.getTime() ?? 0)}.`);
  }
  if (state === "closed") {
    throw new AppError("CONFLICT", `Nothing is taken any more: it closed on ${UTC(closesMs ?? 0)}.`);
  }
  if (state === "open") return null;
  const due = dueFor(row.dueAt?.getTime() ?? null, extended?.getTime() ?? null);
  return latePercent(row.handIn.late, due, now.getTime());
}

/** @returns the number that the next submission has. @throws AppError QUOTA_EXCEEDED where none is left. */
async function requireLeft(tx: Transaction, { row, by, now }: Asked & { by: HandingIn }): Promise<number> {
  const { userId, team } = by;
  const isOwn = eq(submission.userId, userId);
  const rows = await tx
    .select({
      at: submission.submittedAt,
      number: submission.number,
      state: submission.state,
      teamId: submission.teamId,
    })
    .from(submission)
    .where(
      and(
        eq(submission.exerciseId, row.id),
        team === null ? isOwn : or(isOwn, eq(submission.teamId, team.id)),
      ),
    )
    .orderBy(desc(submission.number));
  const taken = rows
    .filter(({ state, teamId }) => costsSubmission(state) && (team === null || teamId === team.id))
    .map(({ at }) => at.getTime());
  const left = submissionsLeft(row.handIn.limits, taken, now.getTime());
  if (left.now !== 0) return (rows[0]?.number ?? 0) + 1;
  const { total, perDay } = row.handIn.limits;
  const reason =
    left.nextMs === null
      ? `Nothing more is taken: at most ${countOf(total ?? 0, "submission")} in all.`
      : `At most ${countOf(perDay ?? 0, "submission")} in 24 hours. The next is taken on ${UTC(left.nextMs)}.`;
  throw new AppError("QUOTA_EXCEEDED", reason);
}
