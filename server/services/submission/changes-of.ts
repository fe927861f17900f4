import { desc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { pointChange, user } from "#db/schema/index.ts";
import type { Submission } from "#server/contract/submission.ts";

export type Changes = ReadonlyMap<string, Submission["changes"]>;

/** Points that were judged again, by submission, the newest first. */
export async function changesOf(db: Queryable, submissionIds: readonly string[]): Promise<Changes> {
  const changes = new Map<string, Submission["changes"]>();
  if (submissionIds.length === 0) return changes;
  const rows = await db
    .select({
      id: pointChange.id,
      submissionId: pointChange.submissionId,
      before: pointChange.before,
      after: pointChange.after,
      reason: pointChange.reason,
      changedBy: user.name,
      createdAt: pointChange.createdAt,
    })
    .from(pointChange)
    .leftJoin(user, eq(user.id, pointChange.changedBy))
    .where(inArray(pointChange.submissionId, [...submissionIds]))
    .orderBy(desc(pointChange.createdAt), desc(pointChange.id));
  for (const { submissionId, createdAt, ...row } of rows) {
    const known = changes.get(submissionId) ?? [];
    changes.set(submissionId, [...known, { ...row, createdAt: createdAt.toISOString() }]);
  }
  return changes;
}
