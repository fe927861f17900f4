import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "#db/client.ts";
import { exerciseExtension, user } from "#db/schema/index.ts";
import type { Extension } from "#server/contract/exercise.ts";

/**
 * A person's own deadlines, by exercise: what was given to one member of a team holds for all of it, and the latest counts. One
 * that was taken back is none.
 */
export async function extensionsOf(
  db: Queryable,
  userId: string,
  exerciseIds: readonly string[],
): Promise<Map<string, Date>> {
  if (exerciseIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([exerciseExtension.exerciseId, exerciseExtension.userId], {
      exerciseId: exerciseExtension.exerciseId,
      dueAt: exerciseExtension.dueAt,
    })
    .from(exerciseExtension)
    .where(
      and(
        inArray(exerciseExtension.exerciseId, [...exerciseIds]),
        or(
          eq(exerciseExtension.userId, userId),
          sql`exists (select from team_member mine join team_member mate on mate.team_id = mine.team_id
            where mine.exercise_id = ${exerciseExtension.exerciseId} and mine.user_id = ${userId}
              and mate.user_id = ${exerciseExtension.userId})`,
        ),
      ),
    )
    .orderBy(
      exerciseExtension.exerciseId,
      exerciseExtension.userId,
      desc(exerciseExtension.createdAt),
      desc(exerciseExtension.id),
    );
  const latest = new Map<string, Date>();
  for (const { exerciseId, dueAt } of rows) {
    const known = latest.get(exerciseId);
    if (dueAt !== null && (known === undefined || known < dueAt)) latest.set(exerciseId, dueAt);
  }
  return latest;
}

const granter = alias(user, "granter");

/** Every extension that was ever given, the newest first. */
export async function listExtensions(
  db: Queryable,
  { exerciseId, userId }: { exerciseId: string; userId: string | null },
): Promise<Extension[]> {
  const rows = await db
    .select({
      id: exerciseExtension.id,
      userId: user.id,
      userName: user.name,
      dueAt: exerciseExtension.dueAt,
      reason: exerciseExtension.reason,
      grantedBy: sql<string | null>`${granter.name}`,
      createdAt: exerciseExtension.createdAt,
    })
    .from(exerciseExtension)
    .innerJoin(user, eq(user.id, exerciseExtension.userId))
    .leftJoin(granter, eq(granter.id, exerciseExtension.grantedBy))
    .where(
      and(
        eq(exerciseExtension.exerciseId, exerciseId),
        userId === null ? undefined : eq(exerciseExtension.userId, userId),
      ),
    )
    .orderBy(desc(exerciseExtension.createdAt), desc(exerciseExtension.id));
  return rows.map(({ userId: id, userName: name, dueAt, createdAt, ...row }) => ({
    ...row,
    user: { id, name },
    dueAt: dueAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }));
}
