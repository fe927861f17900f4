import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { exercise } from "#db/schema/index.ts";
import type { NewExercise } from "#models/exercises/exercise.ts";
import { pointsOf } from "#models/exercises/points-of.ts";
import type { ExerciseDetails, SaveExerciseInput } from "#server/contract/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { requireSameDataset, sealFor } from "../competition/seal.ts";
import { chooseDataset } from "../dataset/choose.ts";
import { tellOfExercise } from "../notice/about-exercise.ts";
import { changeTeams } from "../team/change-teams.ts";
import { notify } from "../notify.ts";
import { judgeAgain } from "../submission/judge-again.ts";
import { findTaughtExercise } from "./find.ts";
import { keepAnonymity } from "./keep-anonymity.ts";
import { contentOf, getExercise } from "./get.ts";
import { readKeys, requireJudgeable } from "./keys.ts";

/** @throws AppError CONFLICT for a change of an older revision, INVALID_INPUT for a deadline before the opening. */
export async function saveExercise(ctx: ServiceContext, input: SaveExerciseInput): Promise<ExerciseDetails> {
  const { exerciseId, revision, content, keys, datasetId, ...rest } = input;
  const { row, member } = await findTaughtExercise(ctx, exerciseId);
  const { cohortId } = row;
  requireOpen(member);
  if (datasetId !== undefined && datasetId !== null) await chooseDataset(ctx, { cohortId, datasetId });
  const opensAt = timeOf(rest.opensAt, row.opensAt);
  const dueAt = timeOf(rest.dueAt, row.dueAt);
  if (opensAt !== null && dueAt !== null && opensAt >= dueAt) {
    throw new AppError("INVALID_INPUT", "The deadline has to be after the opening.");
  }
  const asked = { content: await contentOf(ctx, exerciseId), keys: await readKeys(ctx.db, exerciseId) };
  const asks = { content: content ?? asked.content, keys: keys ?? asked.keys };
  requireJudgeable(asks);
  if (row.isCompetition && !asks.content.isNetworkAsked) {
    throw new AppError("INVALID_INPUT", "A board ranks networks, so this exercise has to ask for one.");
  }
  await ctx.db.transaction(async (tx) => {
    // The update below takes what this revision was.
    const [before] = await tx
      .select({
        isPublished: exercise.isPublished,
        isCompetition: exercise.isCompetition,
        dueAt: exercise.dueAt,
        handIn: exercise.handIn,
      })
      .from(exercise)
      .where(eq(exercise.id, exerciseId))
      .for("no key update");
    const saved = await tx
      .update(exercise)
      .set({
        opensAt,
        dueAt,
        revision: revision + 1,
        updatedAt: sql`clock_timestamp()`,
        ...(rest.title === undefined ? {} : { title: rest.title }),
        ...(rest.handIn === undefined ? {} : { handIn: rest.handIn }),
        ...(rest.isPublished === undefined ? {} : { isPublished: rest.isPublished }),
        ...(datasetId === undefined ? {} : { datasetId }),
        ...(content === undefined ? {} : { content, points: pointsOf(content) }),
        ...(keys === undefined ? {} : { answerKeys: keys }),
      })
      .where(and(eq(exercise.id, exerciseId), eq(exercise.revision, revision)))
      .returning({ id: exercise.id });
    if (saved.length === 0 || before === undefined) {
      throw new AppError("CONFLICT", "The exercise was changed elsewhere meanwhile. Load the page again.");
    }
    if (areJudgedOtherwise(asked, asks)) {
      const reason = "What is right about the questions was changed";
      await judgeAgain(tx, { exerciseId, reason, changedBy: ctx.actor.id });
    }
    if (datasetId !== undefined && datasetId !== row.datasetId) await requireSameDataset(tx, exerciseId);
    if (rest.isPublished !== undefined) await sealFor(tx, { exerciseId, isPublished: rest.isPublished });
    if (rest.handIn !== undefined) {
      const change = { before: before.handIn, after: rest.handIn };
      await changeTeams(tx, exerciseId, { cohortId, by: ctx.actor.id, ...change });
      await keepAnonymity(tx, exerciseId, { ...change, isCompetition: before.isCompetition });
    }
    const after = { dueAt, isPublished: rest.isPublished ?? before.isPublished };
    await tellOfExercise(tx, { cohortId, exerciseId, by: ctx.actor.id, before, after });
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
  });
  return getExercise(ctx, exerciseId);
}

type Judging = Pick<NewExercise, "content" | "keys">;

function areJudgedOtherwise(before: Judging, after: Judging): boolean {
  const told = ({ content: { questions }, keys }: Judging) => ({ questions, keys });
  return !isDeepStrictEqual(told(before), told(after));
}

function timeOf(asked: string | null | undefined, kept: Date | null): Date | null {
  if (asked === undefined) return kept;
  return asked === null ? null : new Date(asked);
}
