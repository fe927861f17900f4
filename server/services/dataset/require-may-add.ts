import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { cohort, dataset } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";

/** Of one person, over all cohorts. */
export const MAX_DATASETS = 50;

/**
 * Before a dataset is added to a cohort: by an instructor, or by a learner where the instructors allow it. Of two of one
 * person at the same time the second waits for the first.
 * @throws AppError NOT_FOUND for strangers, FORBIDDEN, and QUOTA_EXCEEDED.
 */
export async function requireMayAdd(tx: Transaction, actor: { id: string }, cohortId: string): Promise<void> {
  const member = await requireMember({ db: tx, actor }, cohortId);
  requireOpen(member);
  const [setting] = await tx
    .select({ learnersMayAdd: cohort.learnersMayAddDatasets })
    .from(cohort)
    .where(eq(cohort.id, cohortId));
  if (member.role !== "instructor" && setting?.learnersMayAdd !== true) {
    throw new AppError("FORBIDDEN", "In this cohort only instructors add datasets");
  }
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`dataset:${actor.id}`}, 0))`);
  const [own] = await tx
    .select({ count: count() })
    .from(dataset)
    .where(and(eq(dataset.ownerId, actor.id), isNull(dataset.archivedAt)));
  if (own !== undefined && own.count >= MAX_DATASETS) {
    throw new AppError(
      "QUOTA_EXCEEDED",
      `You have ${MAX_DATASETS} datasets, the most there can be. Delete or archive one first.`,
    );
  }
}
