import { and, eq } from "drizzle-orm";
import { submissionPicture } from "#db/schema/index.ts";
import { AppError } from "#server/platform/errors.ts";
import type { ServiceContext } from "../context.ts";

type Removing = { submissionId: string; questionId: string };

/** What was found on it stays handed in. @throws AppError NOT_FOUND for what is not the actor's own. */
export async function removeSubmittedPicture(
  { db, actor }: Pick<ServiceContext, "db" | "actor">,
  { submissionId, questionId }: Removing,
): Promise<void> {
  const removed = await db
    .delete(submissionPicture)
    .where(
      and(
        eq(submissionPicture.submissionId, submissionId),
        eq(submissionPicture.questionId, questionId),
        eq(submissionPicture.ownerId, actor.id),
      ),
    )
    .returning({ questionId: submissionPicture.questionId });
  if (removed.length === 0) throw new AppError("NOT_FOUND", "You have handed in no such picture");
}
