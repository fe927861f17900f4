import { createHash } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { visionPicture, visionQuestion } from "#db/schema/index.ts";
import { mayAsk } from "#models/zoo/zoo.ts";
import type { AskVisionInput, VisionQuestionView } from "#server/contract/vision.ts";
import { askVisionJob } from "#server/jobs/ask-vision.ts";
import { AppError } from "#server/platform/errors.ts";
import { notHere } from "#server/vision/fetch-model.ts";
import { findModel } from "#server/vision/model-store.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";
import { boundQuestions } from "./bound-questions.ts";
import { MISSING_PICTURE, requireOwnPicture } from "./find-picture.ts";

const VIEW = {
  id: visionQuestion.id,
  pictureId: visionQuestion.pictureId,
  state: visionQuestion.state,
  answer: visionQuestion.answer,
  failure: visionQuestion.failure,
};

/**
 * Asks a network about a picture of the actor's own. What was asked before is the same question, answered or not; one that
 * failed is asked anew.
 * @throws AppError NOT_READY with the ways to get the model where it is not here, QUOTA_EXCEEDED where too many wait.
 */
export async function askVision(
  ctx: ServiceContext,
  { pictureId, ask }: AskVisionInput,
): Promise<VisionQuestionView> {
  const { cohortId } = await requireOwnPicture(ctx, pictureId);
  // With the file: another one under the same name answers otherwise.
  const content = [ask, ask.kind === "detect" ? await digestOfModel(ctx, cohortId, ask.model) : null];
  const askKey = createHash("sha256").update(JSON.stringify(content)).digest("base64url");
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`vision:${ctx.actor.id}`}, 0))`);
    const isSame = and(eq(visionQuestion.pictureId, pictureId), eq(visionQuestion.askKey, askKey));
    await tx.delete(visionQuestion).where(and(isSame, eq(visionQuestion.state, "failed")));
    const [made] = await tx
      .insert(visionQuestion)
      .values({ pictureId, ask, askKey })
      .onConflictDoNothing()
      .returning(VIEW);
    if (made !== undefined) {
      await boundQuestions(tx, { userId: ctx.actor.id, pictureId });
      await ctx.jobs.enqueue(tx, askVisionJob, { questionId: made.id }, { id: made.id });
      await notify(tx, { kind: "job", queue: askVisionJob.queue });
      return made;
    }
    const [known] = await tx
      .select(VIEW)
      .from(visionQuestion)
      .where(and(isSame, ne(visionQuestion.state, "failed")));
    if (known === undefined) throw new AppError("NOT_FOUND", MISSING_PICTURE);
    return known;
  });
}

async function digestOfModel({ files }: ServiceContext, cohortId: string, name: string): Promise<string> {
  const model = await findModel(files, name);
  if (model === null || !mayAsk(model, cohortId)) throw notHere(name);
  return model.sha256;
}

/** Nobody else's questions can be read. */
export async function getVisionQuestion(
  ctx: Pick<ServiceContext, "db" | "actor">,
  questionId: string,
): Promise<VisionQuestionView> {
  const [found] = await ctx.db
    .select(VIEW)
    .from(visionQuestion)
    .innerJoin(visionPicture, eq(visionPicture.id, visionQuestion.pictureId))
    .where(and(eq(visionQuestion.id, questionId), eq(visionPicture.ownerId, ctx.actor.id)));
  if (found === undefined) throw new AppError("NOT_FOUND", "There is no such question.");
  await requireOwnPicture(ctx, found.pictureId);
  return found;
}
