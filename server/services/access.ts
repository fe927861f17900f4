import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { cohortMember, run, session, user } from "#db/schema/index.ts";

/** What sockets may see. Answers come from the database every time: access that was lost is lost at once. */
export type Access = {
  isMember: (userId: string, cohortId: string) => Promise<boolean>;
  /** The cohort of a run that the person may see; null for any other run, existing or not. */
  cohortOfRun: (userId: string, runId: string) => Promise<string | null>;
  /** Those of the sessions that have neither expired nor been signed out, of people who may be here. */
  liveSessions: (sessionIds: string[]) => Promise<Set<string>>;
  cohortsOf: (userIds: string[]) => Promise<Map<string, Set<string>>>;
};

export function createAccess(db: Database): Access {
  return {
    async isMember(userId, cohortId) {
      const rows = await db
        .select({ role: cohortMember.role })
        .from(cohortMember)
        .where(and(eq(cohortMember.userId, userId), eq(cohortMember.cohortId, cohortId)));
      return rows.length > 0;
    },
    async cohortOfRun(userId, runId) {
      const [row] = await db
        .select({ cohortId: run.cohortId })
        .from(run)
        .innerJoin(cohortMember, eq(cohortMember.cohortId, run.cohortId))
        .where(and(eq(run.id, runId), eq(cohortMember.userId, userId)));
      return row?.cohortId ?? null;
    },
    async liveSessions(sessionIds) {
      const rows = await db
        .select({ id: session.id })
        .from(session)
        .innerJoin(user, eq(user.id, session.userId))
        .where(
          and(inArray(session.id, sessionIds), gt(session.expiresAt, new Date()), isNull(user.disabledAt)),
        );
      return new Set(rows.map(({ id }) => id));
    },
    async cohortsOf(userIds) {
      const rows = await db
        .select({ userId: cohortMember.userId, cohortId: cohortMember.cohortId })
        .from(cohortMember)
        .where(inArray(cohortMember.userId, userIds));
      const cohorts = new Map<string, Set<string>>();
      for (const { userId, cohortId } of rows) {
        cohorts.set(userId, (cohorts.get(userId) ?? new Set()).add(cohortId));
      }
      return cohorts;
    },
  };
}
