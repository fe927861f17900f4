import { and, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { competition, competitionEntry, run, runPrediction, submission } from "#db/schema/index.ts";
import { drawParts } from "#models/competition/draw-parts.ts";
import { canRank } from "#models/competition/order.ts";
import { scoreParts } from "#models/competition/score-parts.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import { floatsOf } from "./floats-of.ts";
import { notify } from "../notify.ts";
import { readRunEvents } from "../run/events.ts";

/** What only scoring knows: of a version's hidden split the class's place of each example; null where its files are gone. */
export type HiddenTargets = (
  versionId: string,
) => Promise<{ targets: ArrayLike<number>; classes: readonly string[] } | null>;

type Deps = { db: Database; hiddenTargets: HiddenTargets };

const BATCH = 50;

/**
 * Puts what has been scored on its competition's board: both parts' scores, from the answers that the server keeps. Workers call it when a scoring ends, and now and then. @returns how many.
 */
export async function placeEntries({ db, hiddenTargets }: Deps): Promise<number> {
  const rows = await db
    .select({
      submissionId: submission.id,
      exerciseId: submission.exerciseId,
      cohortId: submission.cohortId,
      userId: submission.userId,
      runId: submission.runId,
      weightsSha256: runPrediction.weightsSha256,
      answers: runPrediction.answers,
      seed: competition.seed,
      settings: competition.settings,
      versionId: run.datasetVersionId,
    })
    .from(submission)
    .innerJoin(competition, eq(competition.exerciseId, submission.exerciseId))
    .innerJoin(run, and(eq(run.id, submission.runId), eq(run.datasetVersionId, competition.datasetVersionId)))
    .innerJoin(runPrediction, eq(runPrediction.runId, submission.runId))
    .leftJoin(competitionEntry, eq(competitionEntry.submissionId, submission.id))
    .where(
      and(
        eq(submission.state, "scored"),
        isNotNull(competition.sealedAt),
        or(
          isNull(competitionEntry.submissionId),
          ne(competitionEntry.weightsSha256, runPrediction.weightsSha256),
        ),
      ),
    )
    .limit(BATCH);
  for (const row of rows) {
    const { submissionId, exerciseId, cohortId, userId, runId, weightsSha256, seed } = row;
    const hidden = await hiddenTargets(row.versionId);
    // Others are still placed.
    if (hidden === null) continue;
    const { targets, classes } = hidden;
    const parts = drawParts(targets, { seed, publicShare: row.settings.publicShare });
    const scored = scoreParts({ answers: floatsOf(row.answers), targets, parts, classes });
    const values = {
      weightsSha256,
      publicCorrect: scored.public.correct,
      publicCount: scored.public.count,
      publicMacroF1: scored.public.macroF1,
      privateCorrect: scored.private.correct,
      privateCount: scored.private.count,
      privateMacroF1: scored.private.macroF1,
      trainingSeconds: await trainingSeconds(db, runId),
    };
    if (
      ![scored.public, scored.private].every((part) => canRank({ score: part.correct / part.count, ...part }))
    ) {
      continue;
    }
    await db.transaction(async (tx) => {
      await tx
        .insert(competitionEntry)
        .values({ submissionId, exerciseId, userId, ...values })
        .onConflictDoUpdate({ target: competitionEntry.submissionId, set: values });
      await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
    });
  }
  return rows.length;
}

/** What its epochs took together, each once; null where none says. */
async function trainingSeconds(db: Database, runId: string): Promise<number | null> {
  const { epochs } = applyRunEvents(EMPTY_RUN_HISTORY, await readRunEvents(db, runId, { afterSeq: 0 }));
  return epochs.length === 0 ? null : epochs.reduce((sum, { seconds }) => sum + seconds, 0);
}
