import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { exercise, run, runEvent, submission } from "#db/schema/index.ts";
import { earnedPoints, judge } from "#models/exercises/checks/judge.ts";
import { answerPointsOf, judgeAnswers } from "#models/exercises/questions/judge-answers.ts";
import { ruleProblems } from "#models/exercises/rules.ts";
import type { AnyEvaluation } from "#models/tasks/evaluation.ts";
import { evaluation as classEvaluation } from "#models/training/metrics.ts";
import { isStillHeld } from "#server/jobs/is-still-held.ts";
import { scoreSubmissionJob } from "#server/jobs/score-submission.ts";
import { queueScoresOf } from "../lti/queue-scores-of.ts";
import { notify } from "../notify.ts";
import { keepAnswers } from "../run/keep-answers.ts";
import type { ScoringClaim } from "./load.ts";
import { recordChange } from "./judge-again.ts";
import { ownMatrix } from "./own-matrix.ts";
import { trainingSecondsOf } from "./training-seconds.ts";

type Scored = {
  weightsSha256: string;
  evaluation: AnyEvaluation;
  /** As `run_prediction` keeps them; null where they are kept already, or too many. */
  answers: Buffer | null;
};

/** @returns false where the scoring is another job's now, and nothing was written. */
export async function finishScoring(db: Database, claim: ScoringClaim, scored: Scored): Promise<boolean> {
  return db.transaction(async (tx) => {
    const held = await lockClaim(tx, claim);
    if (held === null) return false;
    const { runId, exerciseId, cohortId, answers: given, checkPoints: before } = held;
    if (runId === null) throw new Error("A submission without a run is scored when it is handed in");
    const { weightsSha256, evaluation, answers } = scored;
    if (answers !== null) await keepAnswers(tx, runId, { weightsSha256, evaluation, answers });
    const [[trained], [asked]] = [
      await tx.select().from(run).where(eq(run.id, runId)),
      // Who changes what is right meanwhile is waited for.
      await tx
        .select({ content: exercise.content, keys: exercise.answerKeys })
        .from(exercise)
        .where(eq(exercise.id, exerciseId))
        .for("share"),
    ];
    if (trained === undefined || asked === undefined) throw new Error("A submission without its run");
    const { graph, params, hyperParameters } = trained;
    const { checks, questions, rules } = asked.content;
    const epochs = await epochsOf(tx, runId);
    const [problem] = ruleProblems(rules, {
      graph,
      params,
      epochs: hyperParameters.epochs,
      trainingSeconds: trainingSecondsOf(trained),
      startedFrom: trained.startedFrom,
    });
    // What has counted once counts on, though the rules are stricter now.
    if (problem !== undefined && before === null) {
      // Handed in before its training had ended: only now it is known how long that took.
      await end(tx, claim, { state: "void", failure: `${problem} This costs no submission.` });
    } else {
      const test = classEvaluation.safeParse(evaluation).data ?? null;
      const accuracies = epochs.find(({ epoch }) => epoch === trained.bestEpoch)?.accuracies ?? null;
      const training = { hyperParameters, epochs: epochs.length, startedFrom: trained.startedFrom };
      const results = judge(checks, { graph, params, training, test, accuracies });
      const answerResults = judgeAnswers({
        questions,
        keys: asked.keys,
        answers: given ?? {},
        ownMatrix: await ownMatrix(tx, runId),
      });
      const answerPoints = answerPointsOf(answerResults);
      const checkPoints = earnedPoints(checks, results) + answerPoints;
      if (before !== null) {
        const reason = "Scored again, by the checks as they are now";
        const { submissionId } = claim;
        await recordChange(tx, { submissionId, before, after: checkPoints, reason, changedBy: null });
      }
      await end(tx, claim, {
        state: "scored",
        failure: null,
        weightsSha256,
        evaluation,
        results,
        answerResults,
        answerPoints,
        checkPoints,
      });
      await queueScoresOf(tx, claim.submissionId);
    }
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
    return true;
  });
}

/** @returns false where the scoring is another job's now, and nothing was written. */
export async function failScoring(db: Database, claim: ScoringClaim, failure: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const held = await lockClaim(tx, claim);
    if (held === null) return false;
    await end(tx, claim, { state: "failed", failure });
    await notify(tx, { kind: "cohort", cohortId: held.cohortId, topic: "exercises" });
    return true;
  });
}

async function lockClaim(tx: Transaction, { submissionId, jobId, attempt }: ScoringClaim) {
  const [held] = await tx
    .select({
      runId: submission.runId,
      exerciseId: submission.exerciseId,
      cohortId: submission.cohortId,
      answers: submission.answers,
      checkPoints: submission.checkPoints,
    })
    .from(submission)
    .where(and(eq(submission.id, submissionId), eq(submission.jobId, jobId), eq(submission.state, "queued")))
    .for("update");
  if (held === undefined || attempt === undefined) return held ?? null;
  const { queue } = scoreSubmissionJob;
  return (await isStillHeld(tx, { queue, id: jobId, attempt })) ? held : null;
}

async function end(
  tx: Transaction,
  { submissionId }: ScoringClaim,
  values: Partial<typeof submission.$inferInsert>,
): Promise<void> {
  await tx
    .update(submission)
    .set({ ...values, scoredAt: sql`clock_timestamp()` })
    .where(eq(submission.id, submissionId));
}

/** The epochs that count, with their accuracies where the task has any. */
async function epochsOf(tx: Transaction, runId: string) {
  const rows = await tx
    .select({ body: runEvent.body })
    .from(runEvent)
    .where(eq(runEvent.runId, runId))
    .orderBy(runEvent.seq);
  const epochs = new Map<number, { training: number; validation: number } | null>();
  for (const { body } of rows) {
    // What an earlier attempt had beyond where this one began is void.
    if (body.kind === "started")
      for (const epoch of epochs.keys()) if (epoch > body.fromEpoch) epochs.delete(epoch);
    if (body.kind !== "epoch") continue;
    const { epoch, train, validation } = body.metrics;
    const [before, after] = [train["accuracy"], validation["accuracy"]];
    epochs.set(
      epoch,
      before === undefined || after === undefined ? null : { training: before, validation: after },
    );
  }
  return [...epochs].map(([epoch, accuracies]) => ({ epoch, accuracies }));
}
