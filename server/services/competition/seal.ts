import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { competition, exercise, submission } from "#db/schema/index.ts";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { taskOf } from "#models/tasks/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { defaultDatasetId } from "../dataset/default.ts";
import { requireCurrentVersion } from "../dataset/versions.ts";
import { notify } from "../notify.ts";

/** Of more, not every answer of a network is kept. */
const MOST_TILES = 100_000;
/** What a browser's pages show of test scores, which come and go with a seal. */
const TOPICS = ["runs", "leaderboard", "exercises"] as const;

/**
 * Once an exercise with a board is published, test scores on its dataset are hidden, and the version of it is settled. Taking
 * that back goes for as long as nothing was handed in. Does nothing for an exercise without a board.
 * @throws AppError CONFLICT, NOT_READY where the dataset has no version.
 */
export async function sealFor(
  tx: Transaction,
  { exerciseId, isPublished }: { exerciseId: string; isPublished: boolean },
): Promise<void> {
  const [row] = await tx
    .select({ sealedAt: competition.sealedAt, cohortId: competition.cohortId, datasetId: exercise.datasetId })
    .from(competition)
    .innerJoin(exercise, eq(exercise.id, competition.exerciseId))
    .where(eq(competition.exerciseId, exerciseId))
    .for("update");
  if (row === undefined || isPublished === (row.sealedAt !== null)) return;
  if (isPublished) {
    const datasetId = row.datasetId ?? (await defaultDatasetId(tx, row.cohortId));
    if (datasetId === null) throw new AppError("NOT_READY", "This cohort uses no dataset yet.");
    const version = await requireCurrentVersion(tx, datasetId);
    requireClasses(version.descriptor);
    await tx
      .update(competition)
      .set({ sealedAt: sql`clock_timestamp()`, datasetVersionId: version.id })
      .where(eq(competition.exerciseId, exerciseId));
    // Whatever becomes the cohort's default meanwhile.
    await tx.update(exercise).set({ datasetId }).where(eq(exercise.id, exerciseId));
  } else {
    await requireNoEntries(tx, exerciseId, "has entries, so it stays published until they are revealed");
    await tx
      .update(competition)
      .set({ sealedAt: null, datasetVersionId: null })
      .where(eq(competition.exerciseId, exerciseId));
  }
  for (const topic of TOPICS) await notify(tx, { kind: "cohort", cohortId: row.cohortId, topic });
}

/** @throws AppError CONFLICT where something was entered that counts. */
export async function requireNoEntries(tx: Transaction, exerciseId: string, what: string): Promise<void> {
  const [entered] = await tx
    .select({ id: submission.id })
    .from(submission)
    .where(and(eq(submission.exerciseId, exerciseId), ne(submission.state, "void")))
    .limit(1);
  if (entered !== undefined) throw new AppError("CONFLICT", `This competition ${what}.`);
}

/** @throws AppError CONFLICT for another dataset than the one that a competition has been published for. */
export async function requireSameDataset(tx: Transaction, exerciseId: string): Promise<void> {
  const [row] = await tx
    .select({ sealedAt: competition.sealedAt })
    .from(competition)
    .where(eq(competition.exerciseId, exerciseId));
  if (row?.sealedAt == null) return;
  throw new AppError("CONFLICT", "A published competition keeps its dataset: its parts are drawn from it.");
}

/** @throws AppError INVALID_INPUT for a dataset of another task, and for a hidden split of which not every answer is kept. */
export function requireClasses({ target, counts }: DatasetDescriptor): void {
  if (target.task !== "classification") {
    const { label } = taskOf(target);
    throw new AppError(
      "INVALID_INPUT",
      `A competition is about classes, by accuracy; this exercise's dataset is of the task ${label.toLowerCase()}.`,
    );
  }
  if (counts.test <= MOST_TILES) return;
  const most = MOST_TILES.toLocaleString("en-US");
  throw new AppError("INVALID_INPUT", `A competition's hidden split has at most ${most} examples.`);
}
