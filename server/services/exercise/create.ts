import { count, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { exercise } from "#db/schema/index.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { NewExercise } from "#models/exercises/exercise.ts";
import { pointsOf } from "#models/exercises/points-of.ts";
import { EXERCISE_TEMPLATES } from "#models/exercises/templates.ts";
import type { CreateExerciseInput, ExerciseDetails } from "#server/contract/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireInstructor } from "../cohort/require-member.ts";
import { lockCohort } from "../cohort/require-instructor-left.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { intentOf, makeOnce } from "../make-once.ts";
import { notify } from "../notify.ts";
import { findTaughtExercise } from "./find.ts";
import { readKeys, requireJudgeable } from "./keys.ts";
import { contentOf, getExercise } from "./get.ts";

const MAX_EXERCISES = 200;

/** Makes a draft, which learners do not see. */
export async function createExercise(
  ctx: ServiceContext,
  input: CreateExerciseInput,
): Promise<ExerciseDetails> {
  const { cohortId } = input;
  async function prepare(): Promise<NewExercise> {
    await requireInstructor(ctx, cohortId);
    const beginning = await beginningOf(ctx, input);
    requireJudgeable(beginning);
    return beginning;
  }
  async function make(tx: Transaction, id: string, made: NewExercise): Promise<string> {
    await lockCohort(tx, cohortId);
    requireOpen(await requireInstructor({ db: tx, actor: ctx.actor }, cohortId));
    const [own] = await tx.select({ count: count() }).from(exercise).where(eq(exercise.cohortId, cohortId));
    if (own !== undefined && own.count >= MAX_EXERCISES) {
      throw new AppError(
        "QUOTA_EXCEEDED",
        `A cohort has at most ${MAX_EXERCISES} exercises. Delete one first.`,
      );
    }
    const { title, content, handIn, keys: answerKeys } = made;
    const points = pointsOf(content);
    await tx
      .insert(exercise)
      .values({ id, cohortId, createdBy: ctx.actor.id, title, content, answerKeys, handIn, points });
    await notify(tx, { kind: "cohort", cohortId, topic: "exercises" });
    return id;
  }
  return getExercise(ctx, await makeOnce(ctx, intentOf("exercise.create", input), { prepare, make }));
}

async function beginningOf(ctx: ServiceContext, { from }: CreateExerciseInput): Promise<NewExercise> {
  switch (from.kind) {
    case "blank":
      return EMPTY_EXERCISE;
    case "template": {
      const found = EXERCISE_TEMPLATES.find(({ id }) => id === from.id);
      if (found === undefined) throw new AppError("INVALID_INPUT", "There is no such template");
      return found;
    }
    case "file":
      return from.file;
    case "copy": {
      const { row } = await findTaughtExercise(ctx, from.exerciseId);
      const title = `${row.title.slice(0, 100)} (copy)`;
      const [content, keys] = await Promise.all([contentOf(ctx, row.id), readKeys(ctx.db, row.id)]);
      return { title, content, keys, handIn: row.handIn };
    }
  }
}
