import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { submission, submissionMember } from "#db/schema/index.ts";
import { GRADERS, peopleOf } from "./people.ts";
import { tell } from "./tell.ts";

/** Tells who has handed it in, their team with them, of a grade that they see from now on. */
export async function tellOfGrade(tx: Transaction, submissionId: string, by: string): Promise<void> {
  const { owners, ...of } = await handedInBy(tx, submissionId);
  await tell(tx, owners, { kind: "grade", by, ...of });
}

/** Tells who grades of a question about a grade, and who has asked of an answer. */
export async function tellOfMessage(tx: Transaction, submissionId: string, by: string): Promise<void> {
  const { owners, ...of } = await handedInBy(tx, submissionId);
  if (!owners.includes(by)) await tell(tx, owners, { kind: "answer", by, ...of });
  else await tell(tx, await peopleOf(tx, of.cohortId, GRADERS), { kind: "question", by, ...of });
}

async function handedInBy(tx: Transaction, submissionId: string) {
  const [row] = await tx
    .select({
      submissionId: submission.id,
      owner: submission.userId,
      cohortId: submission.cohortId,
      exerciseId: submission.exerciseId,
    })
    .from(submission)
    .where(eq(submission.id, submissionId));
  if (row === undefined) throw new Error("A notice about a submission that is not there");
  const members = await tx
    .select({ userId: submissionMember.userId })
    .from(submissionMember)
    .where(eq(submissionMember.submissionId, submissionId));
  const { owner, ...of } = row;
  return { ...of, owners: members.length === 0 ? [owner] : members.map(({ userId }) => userId) };
}
