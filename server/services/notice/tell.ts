import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { notice } from "#db/schema/index.ts";
import { tellSockets } from "./tell-sockets.ts";

type About = {
  kind: (typeof notice.$inferInsert)["kind"];
  cohortId: string;
  exerciseId: string;
  submissionId?: string;
  /** Who did it, and is not told. */
  by: string;
};

/**
 * Leaves a notice with each person, in the transaction that does what it tells of. Where one has it already, it comes up again
 * as unread; that an exercise is new is told once.
 */
export async function tell(tx: Transaction, people: readonly string[], about: About): Promise<void> {
  const { by, kind, cohortId, exerciseId, submissionId } = about;
  // In one order for all, so that no two wait for each other.
  const told = [...new Set(people)].filter((id) => id !== by).toSorted();
  if (told.length === 0) return;
  const happenedAt = sql`clock_timestamp()`;
  const values = { kind, cohortId, exerciseId, submissionId, subjectId: submissionId ?? exerciseId };
  const insert = tx.insert(notice).values(told.map((userId) => ({ ...values, userId, happenedAt })));
  const target = [notice.userId, notice.kind, notice.subjectId];
  await (kind === "exercise"
    ? insert.onConflictDoNothing({ target })
    : insert.onConflictDoUpdate({ target, set: { happenedAt, readAt: null } }));
  await tellSockets(tx, told);
}
