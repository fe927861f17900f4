import { eq } from "drizzle-orm";
import { submission, submissionPicture } from "#db/schema/index.ts";
import type { Answers } from "#models/exercises/questions/answer.ts";
import { withoutFiles } from "#models/exercises/questions/without-files.ts";
import type { Finding } from "#server/contract/finding.ts";
import type { ServiceContext } from "../context.ts";
import { getSubmission } from "./get.ts";

type Picture = { questionId: string; ownerId: string; bytes: Buffer };

/** What of answers was found with the vision lab. @param actorId who may delete what of the pictures is theirs. */
export function findingsOf(answers: Answers, pictures: readonly Picture[], actorId: string): Finding[] {
  return Object.entries(answers).flatMap(([questionId, answer]) => {
    if (answer.kind !== "detection" && answer.kind !== "mask" && answer.kind !== "video-count") return [];
    const picture = pictures.find((each) => each.questionId === questionId);
    return [
      {
        questionId,
        answer,
        picture: picture === undefined ? null : `data:image/jpeg;base64,${picture.bytes.toString("base64")}`,
        mayDeletePicture: picture?.ownerId === actorId,
      },
    ];
  });
}

/**
 * What of a submission was found with the vision lab, with the pictures that were handed in, for who may see the submission.
 * @throws AppError NOT_FOUND as for the submission.
 */
export async function submissionFindings(
  ctx: Pick<ServiceContext, "db" | "actor">,
  submissionId: string,
): Promise<Finding[]> {
  const { id, isConcealed } = await getSubmission(ctx, submissionId);
  const [[row], pictures] = await Promise.all([
    ctx.db.select({ answers: submission.answers }).from(submission).where(eq(submission.id, id)),
    ctx.db
      .select({
        questionId: submissionPicture.questionId,
        ownerId: submissionPicture.ownerId,
        bytes: submissionPicture.bytes,
      })
      .from(submissionPicture)
      .where(eq(submissionPicture.submissionId, id)),
  ]);
  const answers = row?.answers ?? {};
  return findingsOf(isConcealed ? withoutFiles(answers) : answers, pictures, ctx.actor.id);
}
