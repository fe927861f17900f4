import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { design, exercise } from "#db/schema/index.ts";
import { mayGrade } from "#models/cohorts/may-grade.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";
import { extensionsOf, listExtensions } from "./extensions.ts";
import { readKeys } from "./keys.ts";
import { namesShown } from "./names-shown.ts";
import { findExercise, MISSING_EXERCISE } from "./find.ts";
import { exerciseSummary } from "./present.ts";
import { serverTime } from "./server-time.ts";

const MAX_DESIGNS_SHOWN = 20;

export async function getExercise(
  ctx: Pick<ServiceContext, "db" | "actor">,
  exerciseId: string,
): Promise<ExerciseDetails> {
  const { row, member } = await findExercise(ctx, exerciseId);
  const { id: userId } = ctx.actor;
  const isInstructor = member.role === "instructor";
  const now = await serverTime(ctx.db);
  const [extended, extensions, shown, designs] = await Promise.all([
    extensionsOf(ctx.db, userId, [exerciseId]),
    listExtensions(ctx.db, { exerciseId, userId: isInstructor ? null : userId }),
    namesShown(ctx.db, exerciseId),
    ctx.db
      .select({ id: design.id, name: design.name, updatedAt: design.updatedAt })
      .from(design)
      .where(and(eq(design.exerciseId, exerciseId), eq(design.ownerId, userId)))
      .orderBy(desc(design.updatedAt))
      .limit(MAX_DESIGNS_SHOWN),
  ]);
  const summary = exerciseSummary(row, now.getTime(), extended.get(exerciseId) ?? null);
  const isTold = isInstructor || summary.state !== "waiting";
  return {
    ...summary,
    now: now.toISOString(),
    datasetId: row.datasetId,
    content: isTold ? await contentOf(ctx, exerciseId) : null,
    keys: isInstructor ? await readKeys(ctx.db, exerciseId) : null,
    revision: row.revision,
    extensions,
    namesShown: shown === null || mayGrade(member.role) ? shown : { ...shown, reason: "" },
    designs: designs.map(({ updatedAt, ...each }) => ({ ...each, updatedAt: updatedAt.toISOString() })),
  };
}

/** What is asked, without what is right about it. */
export async function contentOf({ db }: { db: Queryable }, exerciseId: string) {
  const [found] = await db
    .select({ content: exercise.content })
    .from(exercise)
    .where(eq(exercise.id, exerciseId));
  if (found === undefined) throw new AppError("NOT_FOUND", MISSING_EXERCISE);
  return found.content;
}
