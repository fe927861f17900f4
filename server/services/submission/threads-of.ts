import { asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { regradeMessage, user } from "#db/schema/index.ts";

type ThreadMessage = {
  id: string;
  text: string;
  outcome: "changed" | "kept" | null;
  /** null where that person is gone. */
  writtenBy: { id: string; name: string } | null;
  createdAt: Date;
};
export type Threads = ReadonlyMap<string, ThreadMessage[]>;

/** What was asked and answered about grades, by submission, the oldest first. */
export async function threadsOf(db: Queryable, submissionIds: readonly string[]): Promise<Threads> {
  const threads = new Map<string, ThreadMessage[]>();
  if (submissionIds.length === 0) return threads;
  const rows = await db
    .select({
      id: regradeMessage.id,
      submissionId: regradeMessage.submissionId,
      text: regradeMessage.text,
      outcome: regradeMessage.outcome,
      userId: user.id,
      userName: user.name,
      createdAt: regradeMessage.createdAt,
    })
    .from(regradeMessage)
    .leftJoin(user, eq(user.id, regradeMessage.writtenBy))
    .where(inArray(regradeMessage.submissionId, [...submissionIds]))
    .orderBy(asc(regradeMessage.createdAt), asc(regradeMessage.id));
  for (const { submissionId, userId, userName, ...message } of rows) {
    const writtenBy = userId === null || userName === null ? null : { id: userId, name: userName };
    threads.set(submissionId, [...(threads.get(submissionId) ?? []), { ...message, writtenBy }]);
  }
  return threads;
}
