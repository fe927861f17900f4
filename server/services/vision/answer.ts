import { and, eq, not, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { visionPicture, visionQuestion } from "#db/schema/index.ts";
import type { VisionAnswer, VisionAsk } from "#models/vision/question.ts";
import { VISION_PICTURE_HOURS } from "#server/contract/vision-picture.ts";
import { askVisionJob } from "#server/jobs/ask-vision.ts";
import { hasLiveJob } from "#server/jobs/has-live-job.ts";
import { notify } from "../notify.ts";

export type VisionWork = { ask: VisionAsk; pictureId: string; bytes: Buffer };
type Ending = { answer: VisionAnswer } | { failure: string };

/** What a job works on. Null where there is nothing to do: it is answered already, or its picture is gone. */
export async function loadVisionQuestion(db: Database, questionId: string): Promise<VisionWork | null> {
  const [row] = await db
    .select({ ask: visionQuestion.ask, pictureId: visionPicture.id, bytes: visionPicture.bytes })
    .from(visionQuestion)
    .innerJoin(visionPicture, eq(visionPicture.id, visionQuestion.pictureId))
    .where(and(eq(visionQuestion.id, questionId), eq(visionQuestion.state, "queued")));
  return row ?? null;
}

/** Answers a question, once: a second answer, from a worker that lost its job, changes nothing. */
export async function answerVisionQuestion(db: Database, questionId: string, ending: Ending): Promise<void> {
  await db.transaction((tx) => answerVisionWithin(tx, questionId, ending));
}

export async function answerVisionWithin(tx: Transaction, questionId: string, ending: Ending): Promise<void> {
  const [answered] = await tx
    .update(visionQuestion)
    .set("answer" in ending ? { state: "finished", ...ending } : { state: "failed", ...ending })
    .where(and(eq(visionQuestion.id, questionId), eq(visionQuestion.state, "queued")))
    .returning({ pictureId: visionQuestion.pictureId });
  if (answered === undefined) return;
  const owners = await tx
    .select({ userId: visionPicture.ownerId })
    .from(visionPicture)
    .where(eq(visionPicture.id, answered.pictureId));
  for (const { userId } of owners) await notify(tx, { kind: "vision", userId, questionId });
}

/** Deletes pictures that came a day ago, and what was asked about them. Workers call it now and then. */
export async function forgetVisionPictures(db: Database): Promise<void> {
  await db
    .delete(visionPicture)
    .where(sql`${visionPicture.createdAt} < now() - make_interval(hours => ${VISION_PICTURE_HOURS})`);
}

/** Answers questions whose job the queue has given up, so that nobody waits for them for ever. */
export async function giveUpLostVision(db: Database): Promise<void> {
  const rows = await db
    .select({ id: visionQuestion.id })
    .from(visionQuestion)
    .where(and(eq(visionQuestion.state, "queued"), not(hasLiveJob(askVisionJob, visionQuestion.id))));
  const failure = "The server failed several times while it asked the network. Try it once more.";
  for (const { id } of rows) await answerVisionQuestion(db, id, { failure });
}
