import { and, eq, gt, isNotNull, isNull, ne, or } from "drizzle-orm";
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

/** Read at once, without their answers. */
const BATCH = 50;

/**
 * Puts what has been scored on its competition's board: both parts' scores, from the answers that the server keeps. What cannot be
 * placed, as where its dataset's files are gone, keeps nothing behind it from its place. Workers call it when a scoring ends, and
 * now and then. @returns how many were placed.
 */
export async function placeEntries({ db, hiddenTargets }: Deps): Promise<number> {
  const known = new Map<string, Awaited<ReturnType<HiddenTargets>>>();
  let placed = 0;
  let after: string | null = null;
  for (;;) {
    const rows: Unplaced[] = await unplacedAfter(db, after);
    for (const row of rows) {
      const hidden = known.has(row.versionId)
        ? (known.get(row.versionId) ?? null)
        : await hiddenTargets(row.versionId);
      known.set(row.versionId, hidden);
      if (hidden !== null && (await placeOne(db, row, hidden))) placed += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return placed;
    after = last.submissionId;
  }
}

type Unplaced = Awaited<ReturnType<typeof unplacedAfter>>[number];

async function unplacedAfter(db: Database, after: string | null) {
  return db
    .select({
      submissionId: submission.id,
      exerciseId: submission.exerciseId,
      cohortId: submission.cohortId,
      userId: submission.userId,
      runId: run.id,
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
        after === null ? undefined : gt(submission.id, after),
        or(
          isNull(competitionEntry.submissionId),
          ne(competitionEntry.weightsSha256, runPrediction.weightsSha256),
        ),
      ),
    )
    .orderBy(submission.id)
    .limit(BATCH);
}

type Hidden = NonNullable<Awaited<ReturnType<HiddenTargets>>>;

/** @returns false where its answers are gone, or have no score that can rank. */
async function placeOne(db: Database, row: Unplaced, { targets, classes }: Hidden): Promise<boolean> {
  const { submissionId, exerciseId, cohortId, userId, runId, seed } = row;
  const [kept] = await db
    .select({ answers: runPrediction.answers, weightsSha256: runPrediction.weightsSha256 })
    .from(runPrediction)
    .where(eq(runPrediction.runId, runId));
  if (kept === undefined) return false;
  const parts = drawParts(targets, { seed, publicShare: row.settings.publicShare });
  const scored = scoreParts({ answers: floatsOf(kept.answers), targets, parts, classes });
  const both = [scored.public, scored.private];
  if (!both.every((part) => canRank({ score: part.correct / part.count, ...part }))) return false;
  const values = {
    weightsSha256: kept.weightsSha256,
    publicCorrect: scored.public.correct,
    publicCount: scored.public.count,
    publicMacroF1: scored.public.macroF1,
    privateCorrect: scored.private.correct,
    privateCount: scored.private.count,
    privateMacroF1: scored.private.macroF1,
    trainingSeconds: await trainingSeconds(db, runId),
  };
  await db.transaction(async (tx) => {
    await tx
      .insert(competitionEntry)
      .values({ submissionId, exerciseId, userId, ...values })
      .onConflictDoUpdate({ target: competitionEntry.submissionId, set: values });
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
  });
  return true;
}

/** What its epochs took together, each once; null where none says. */
async function trainingSeconds(db: Database, runId: string): Promise<number | null> {
  const { epochs } = applyRunEvents(EMPTY_RUN_HISTORY, await readRunEvents(db, runId, { afterSeq: 0 }));
  return epochs.length === 0 ? null : epochs.reduce((sum, { seconds }) => sum + seconds, 0);
}
