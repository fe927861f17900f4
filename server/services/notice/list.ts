import { and, desc, eq, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { cohort, cohortMember, exercise, notice, team, teamMember } from "#db/schema/index.ts";
import { dueFor } from "#models/exercises/availability.ts";
import { MAX_UNREAD, type NoticeList, type UnreadNotices } from "#server/contract/notice.ts";
import type { ServiceContext } from "../context.ts";
import { extensionsOf } from "../exercise/extensions.ts";

type Asker = Pick<ServiceContext, "db" | "actor">;

const MAX_LISTED = 50;

/**
 * Of notices, those whose thing this person may still see: in a cohort that they are in, a published exercise, a question only
 * for who grades.
 */
function visible(db: Queryable, userId: string, condition?: SQL) {
  return db
    .select({
      id: notice.id,
      kind: notice.kind,
      cohortId: cohort.id,
      cohortName: cohort.name,
      exerciseId: exercise.id,
      title: exercise.title,
      opensAt: exercise.opensAt,
      dueAt: exercise.dueAt,
      submissionId: notice.submissionId,
      teamName: team.name,
      happenedAt: notice.happenedAt,
      readAt: notice.readAt,
    })
    .from(notice)
    .innerJoin(exercise, eq(exercise.id, notice.exerciseId))
    .innerJoin(cohort, eq(cohort.id, notice.cohortId))
    .innerJoin(
      cohortMember,
      and(eq(cohortMember.cohortId, notice.cohortId), eq(cohortMember.userId, notice.userId)),
    )
    .leftJoin(
      teamMember,
      and(eq(teamMember.exerciseId, notice.exerciseId), eq(teamMember.userId, notice.userId)),
    )
    .leftJoin(team, eq(team.id, teamMember.teamId))
    .where(
      and(
        eq(notice.userId, userId),
        or(eq(exercise.isPublished, true), eq(cohortMember.role, "instructor")),
        sql`(${notice.kind} <> 'question' or ${cohortMember.role} <> 'learner')`,
        condition,
      ),
    )
    .orderBy(desc(notice.happenedAt), desc(notice.id));
}

/** One's own notices, the newest first. */
export async function listNotices({ db, actor }: Asker): Promise<NoticeList> {
  const rows = await visible(db, actor.id).limit(MAX_LISTED);
  const extended = await extensionsOf(db, actor.id, [...new Set(rows.map(({ exerciseId }) => exerciseId))]);
  return {
    items: rows.map((row) => {
      const { id, kind, submissionId, teamName, readAt, exerciseId } = row;
      const dueMs = dueFor(row.dueAt?.getTime() ?? null, extended.get(exerciseId)?.getTime() ?? null);
      return {
        id,
        kind,
        submissionId,
        teamName,
        cohort: { id: row.cohortId, name: row.cohortName },
        exercise: { id: exerciseId, title: row.title, opensAt: row.opensAt?.toISOString() ?? null },
        dueAt: dueMs === null ? null : new Date(dueMs).toISOString(),
        isExtended: dueMs !== null && dueMs !== row.dueAt?.getTime(),
        happenedAt: row.happenedAt.toISOString(),
        isRead: readAt !== null,
      };
    }),
  };
}

/** How many of one's own are unread, counted as far as the bell shows. */
export async function countUnread({ db, actor }: Asker): Promise<UnreadNotices> {
  const unread = visible(db, actor.id, isNull(notice.readAt)).limit(MAX_UNREAD + 1);
  return { unread: (await unread).length };
}
