import { and, count, desc, eq, inArray, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { visionPicture, visionQuestion } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";

/** Questions that a person may have waiting at once: the lane is the whole class's. */
const MOST_QUEUED = 4;
/** Answered questions that are kept of one picture. */
export const MOST_ANSWERED = 50;
/** And of all pictures of a person: masks of a large picture are as large as the picture itself. */
export const MOST_ANSWERED_OF_PERSON = 200;

/**
 * Holds a person's questions to what there may be, one that was just asked among them: refuses it where too many wait, else
 * lets go of the oldest answers, the picture's and the person's. Call it under a lock of the person's own.
 * @throws AppError QUOTA_EXCEEDED.
 */
export async function boundQuestions(
  tx: Transaction,
  { userId, pictureId }: { userId: string; pictureId: string },
): Promise<void> {
  const [queued] = await tx
    .select({ count: count() })
    .from(visionQuestion)
    .innerJoin(visionPicture, eq(visionPicture.id, visionQuestion.pictureId))
    .where(and(eq(visionPicture.ownerId, userId), eq(visionQuestion.state, "queued")));
  if ((queued?.count ?? 0) > MOST_QUEUED) {
    throw new AppError(
      "QUOTA_EXCEEDED",
      `You have ${MOST_QUEUED} questions about pictures waiting for their answers, the most there can be. Wait for one, then ask again.`,
    );
  }
  const old = tx
    .select({ id: visionQuestion.id })
    .from(visionQuestion)
    .where(and(eq(visionQuestion.pictureId, pictureId), ne(visionQuestion.state, "queued")))
    .orderBy(desc(visionQuestion.createdAt))
    .offset(MOST_ANSWERED);
  await tx.delete(visionQuestion).where(inArray(visionQuestion.id, old));
  const oldOfPerson = tx
    .select({ id: visionQuestion.id })
    .from(visionQuestion)
    .innerJoin(visionPicture, eq(visionPicture.id, visionQuestion.pictureId))
    .where(and(eq(visionPicture.ownerId, userId), ne(visionQuestion.state, "queued")))
    .orderBy(desc(visionQuestion.createdAt))
    .offset(MOST_ANSWERED_OF_PERSON);
  await tx.delete(visionQuestion).where(inArray(visionQuestion.id, oldOfPerson));
}
