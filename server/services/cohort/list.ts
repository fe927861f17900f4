import { and, asc, count, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { cohort, cohortMember } from "#db/schema/index.ts";
import type { CohortSummary } from "#server/contract/cohort.ts";
import type { ServiceContext } from "../context.ts";

/** The cohorts that the actor is in. */
export async function listCohorts({ db, actor }: ServiceContext): Promise<CohortSummary[]> {
  const mine = alias(cohortMember, "mine");
  const rows = await db
    .select({
      id: cohort.id,
      name: cohort.name,
      role: mine.role,
      memberCount: count(cohortMember.userId),
      createdAt: cohort.createdAt,
      archivedAt: cohort.archivedAt,
    })
    .from(cohort)
    .innerJoin(mine, and(eq(mine.cohortId, cohort.id), eq(mine.userId, actor.id)))
    .innerJoin(cohortMember, eq(cohortMember.cohortId, cohort.id))
    .groupBy(cohort.id, mine.role)
    .orderBy(sql`${cohort.archivedAt} is not null`, asc(cohort.name), asc(cohort.id));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  }));
}
