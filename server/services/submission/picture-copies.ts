import { and, desc, eq, inArray, max, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { submission, submissionPicture, visionPicture } from "#db/schema/index.ts";
import type { Answers } from "#models/exercises/questions/answer.ts";
import {
  MOST_SUBMITTED_PICTURES,
  SUBMITTED_PICTURE_DAYS,
  SUBMITTED_PICTURE_SIDE,
} from "#server/contract/finding.ts";
import { atMost } from "#server/platform/at-most.ts";
import { AppError } from "#server/platform/errors.ts";
import { smallCopy } from "#server/vision/small-copy.ts";
import type { ServiceContext } from "../context.ts";

export type PictureCopy = { questionId: string; bytes: Buffer };

/** In one exercise so many submissions keep pictures of a person, those whose pictures came last. */
const MOST_WITH_PICTURES = 20;

/** Decoding a large picture takes a core and its memory, and the process serves everybody. */
const decoding = atMost(2);

function namedIn(answers: Answers) {
  return Object.entries(answers).flatMap(([questionId, answer]) => {
    if (answer.kind !== "detection" && answer.kind !== "mask") return [];
    const { width, height } = answer.kind === "mask" ? answer.mask : answer.size;
    return answer.pictureId === undefined ? [] : [{ questionId, pictureId: answer.pictureId, width, height }];
  });
}

export const namesPictures = (answers: Answers): boolean => namedIn(answers).length > 0;

/**
 * Copies of the actor's pictures of the vision lab that answers name. One that is gone by now is left out: what was found on it is
 * handed in all the same. @throws AppError INVALID_INPUT for one of another size than what was found on it.
 */
export async function copyPictures(
  { db, actor }: Pick<ServiceContext, "db" | "actor">,
  answers: Answers,
): Promise<PictureCopy[]> {
  const named = namedIn(answers);
  if (named.length > MOST_SUBMITTED_PICTURES) {
    throw new AppError(
      "INVALID_INPUT",
      `At most ${MOST_SUBMITTED_PICTURES} pictures are handed in together, these are ${named.length}. Leave some of them out.`,
    );
  }
  const copies: PictureCopy[] = [];
  const made = new Map<string, Buffer>();
  // One after the other: others hand in as well.
  for (const { questionId, pictureId, width, height } of named) {
    const [found] = await db
      .select({ bytes: visionPicture.bytes, width: visionPicture.width, height: visionPicture.height })
      .from(visionPicture)
      .where(and(eq(visionPicture.id, pictureId), eq(visionPicture.ownerId, actor.id)));
    if (found === undefined) continue;
    if (found.width !== width || found.height !== height) {
      throw new AppError(
        "INVALID_INPUT",
        `Expected the picture of ${width} × ${height} pixels that this was found on, got one of ${found.width} × ${found.height}.`,
      );
    }
    const bytes =
      made.get(pictureId) ?? (await decoding(() => smallCopy(found.bytes, SUBMITTED_PICTURE_SIDE)));
    made.set(pictureId, bytes);
    copies.push({ questionId, bytes });
  }
  return copies;
}

type Kept = { submissionId: string; exerciseId: string; ownerId: string };

/** Keeps copies with a submission that asks its questions, and lets go of the owner's oldest in this exercise. */
export async function keepPictures(
  tx: Transaction,
  copies: readonly PictureCopy[],
  { submissionId, exerciseId, ownerId }: Kept,
): Promise<void> {
  if (copies.length === 0) return;
  await tx
    .insert(submissionPicture)
    .values(copies.map((copy) => ({ ...copy, submissionId, ownerId })))
    .onConflictDoNothing();
  const isOwn = eq(submissionPicture.ownerId, ownerId);
  const old = tx
    .select({ id: submissionPicture.submissionId })
    .from(submissionPicture)
    .innerJoin(submission, eq(submission.id, submissionPicture.submissionId))
    .where(and(isOwn, eq(submission.exerciseId, exerciseId)))
    .groupBy(submissionPicture.submissionId)
    .orderBy(desc(max(submissionPicture.createdAt)), desc(submissionPicture.submissionId))
    .offset(MOST_WITH_PICTURES);
  await tx.delete(submissionPicture).where(and(isOwn, inArray(submissionPicture.submissionId, old)));
}

/** Workers call it now and then. */
export async function forgetSubmittedPictures(db: Database): Promise<void> {
  await db
    .delete(submissionPicture)
    .where(sql`${submissionPicture.createdAt} < now() - make_interval(days => ${SUBMITTED_PICTURE_DAYS})`);
}
