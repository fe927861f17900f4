import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { submission, submissionMember } from "#db/schema/index.ts";
import { queueScores } from "./queue-scores.ts";

/** For everybody whom a submission counts for: of a team's, each that was in it. */
export async function queueScoresOf(tx: Transaction, submissionId: string): Promise<void> {
  const userId = sql<string>`coalesce(${submissionMember.userId}, ${submission.userId})`;
  const people = await tx
    .select({ exerciseId: submission.exerciseId, userId })
    .from(submission)
    .leftJoin(submissionMember, eq(submissionMember.submissionId, submission.id))
    .where(eq(submission.id, submissionId))
    // In one order for all, so that no two wait for each other.
    .orderBy(asc(userId));
  for (const of of people) await queueScores(tx, of);
}
