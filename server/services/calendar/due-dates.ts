import { and, eq, isNotNull } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { calendarAddress, cohort, cohortMember, exercise } from "#db/schema/index.ts";
import { dueFor } from "#models/exercises/availability.ts";
import { extensionsOf } from "../exercise/extensions.ts";

export type PersonsDueDate = {
  exerciseId: string;
  cohortId: string;
  cohortName: string;
  title: string;
  dueMs: number;
};

/**
 * What is due for whose calendar has this secret: the published exercises of all their cohorts, with their own extensions.
 * null where no calendar has it.
 */
export async function dueDatesOf(db: Queryable, secret: string): Promise<PersonsDueDate[] | null> {
  const [owner] = await db
    .select({ userId: calendarAddress.userId })
    .from(calendarAddress)
    .where(eq(calendarAddress.secret, secret));
  if (owner === undefined) return null;
  const rows = await db
    .select({
      exerciseId: exercise.id,
      cohortId: cohort.id,
      cohortName: cohort.name,
      title: exercise.title,
      dueAt: exercise.dueAt,
    })
    .from(cohortMember)
    .innerJoin(cohort, eq(cohort.id, cohortMember.cohortId))
    .innerJoin(exercise, eq(exercise.cohortId, cohort.id))
    .where(
      and(eq(cohortMember.userId, owner.userId), eq(exercise.isPublished, true), isNotNull(exercise.dueAt)),
    )
    .orderBy(exercise.dueAt, exercise.id);
  const extended = await extensionsOf(
    db,
    owner.userId,
    rows.map(({ exerciseId }) => exerciseId),
  );
  return rows.flatMap(({ dueAt, ...row }) => {
    const dueMs = dueFor(dueAt?.getTime() ?? null, extended.get(row.exerciseId)?.getTime() ?? null);
    return dueMs === null ? [] : [{ ...row, dueMs }];
  });
}
