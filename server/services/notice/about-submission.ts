import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { submission } from "#db/schema/index.ts";
import { GRADERS, peopleOf } from "./people.ts";
import { tell } from "./tell.ts";

/** Tells who has handed it in of a grade that they see from now on. */
export async function tellOfGrade(tx: Transaction, submissionId: string, by: string): Promise<void> {
  const { owner, ...of } = await handedInBy(tx, submissionId);
  await tell(tx, [owner], { kind: "grade", by, ...of });
}

/** Tells who grades of a question about a grade, and who has asked of an answer. */
export async function tellOfMessage(tx: Transaction, submissionId: string, by: string): Promise<void> {
  const { owner, ...of } = await handedInBy(tx, submissionId);
  if (by !== owner) await tell(tx, [owner], { kind: "answer", by, ...of });
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
  return row;
}
