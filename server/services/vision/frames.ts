import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { visionFrame } from "#db/schema/index.ts";
import { modelName } from "#models/zoo/descriptor.ts";
import { mayAsk } from "#models/zoo/zoo.ts";
import type { VisionAnswer } from "#models/vision/question.ts";
import { askFrameJob } from "#server/jobs/ask-frame.ts";
import { AppError } from "#server/platform/errors.ts";
import { describeUpload } from "#server/vision/describe-upload.ts";
import { notHere } from "#server/vision/fetch-model.ts";
import { findModel } from "#server/vision/model-store.ts";
import { requireMember } from "../cohort/require-member.ts";
import { requireOpen } from "../cohort/require-open.ts";
import type { ServiceContext } from "../context.ts";
import { notify } from "../notify.ts";

const MOST_FRAME_PIXELS = 1_000_000;
const KEPT_SECONDS = 30;

type Frame = { cohortId: string; model: string; bytes: Uint8Array };
type Ending = { answer: VisionAnswer } | { failure: string };

/** `skipped`: a newer frame took its place. */
export type FrameReply =
  | { state: "queued" }
  | { state: "skipped" }
  | { state: "finished"; answer: VisionAnswer }
  | { state: "failed"; failure: string };

/**
 * Has a network asked about a frame of the actor's. One of a person is at work and one waits at most: the newest takes the
 * place of the one that waits, so that nobody's answers are ever late, or in others' way.
 * @throws AppError INVALID_INPUT for what is no picture of its size, NOT_READY where the model is not here.
 */
export async function addVisionFrame(
  ctx: ServiceContext,
  { cohortId, model, bytes }: Frame,
): Promise<{ id: string }> {
  requireOpen(await requireMember(ctx, cohortId));
  const found = modelName.safeParse(model).success ? await findModel(ctx.files, model) : null;
  if (found === null || !mayAsk(found, cohortId)) throw notHere(model);
  const { width, height } = await describeUpload(bytes);
  if (width * height > MOST_FRAME_PIXELS) {
    throw new AppError(
      "INVALID_INPUT",
      `A frame has ${MOST_FRAME_PIXELS / 1e6} megapixel at most, this one has ${width} x ${height} pixels.`,
    );
  }
  const id = randomUUID();
  const ownerId = ctx.actor.id;
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`frame:${ownerId}`}, 0))`);
    const skipped = await tx
      .delete(visionFrame)
      .where(
        and(eq(visionFrame.ownerId, ownerId), eq(visionFrame.state, "queued"), isNull(visionFrame.startedAt)),
      )
      .returning({ id: visionFrame.id });
    // Who waits for one of them is told at once.
    for (const old of skipped) await notify(tx, { kind: "vision", userId: ownerId, questionId: old.id });
    await tx.insert(visionFrame).values({ id, cohortId, ownerId, model, bytes: Buffer.from(bytes) });
    await ctx.jobs.enqueue(tx, askFrameJob, { frameId: id }, { id });
    await notify(tx, { kind: "job", queue: askFrameJob.queue });
    return { id };
  });
}

/** What became of a frame of the actor's. An answer is given once. */
export async function takeFrameReply(
  { db, actor }: Pick<ServiceContext, "db" | "actor">,
  id: string,
): Promise<FrameReply> {
  const isOwn = and(eq(visionFrame.id, id), eq(visionFrame.ownerId, actor.id));
  const [row] = await db
    .select({ state: visionFrame.state, answer: visionFrame.answer, failure: visionFrame.failure })
    .from(visionFrame)
    .where(isOwn);
  if (row === undefined) return { state: "skipped" };
  if (row.state === "queued") return { state: "queued" };
  await db.delete(visionFrame).where(isOwn);
  if (row.answer !== null) return { state: "finished", answer: row.answer };
  return { state: "failed", failure: row.failure ?? "The network gave no answer." };
}

/** What a job works on, from now on no newer one's to replace; null where one already has. */
export async function loadFrame(db: Database, id: string): Promise<{ model: string; bytes: Buffer } | null> {
  const [row] = await db
    .update(visionFrame)
    .set({ startedAt: sql`now()` })
    .where(and(eq(visionFrame.id, id), eq(visionFrame.state, "queued")))
    .returning({ model: visionFrame.model, bytes: visionFrame.bytes });
  return row ?? null;
}

export async function answerFrame(db: Database, id: string, ending: Ending): Promise<void> {
  const [row] = await db
    .update(visionFrame)
    .set("answer" in ending ? { state: "finished", ...ending } : { state: "failed", ...ending })
    .where(and(eq(visionFrame.id, id), eq(visionFrame.state, "queued")))
    .returning({ userId: visionFrame.ownerId });
  if (row !== undefined) await notify(db, { kind: "vision", userId: row.userId, questionId: id });
}

/** Frames that nobody asks for any more. Workers call it now and then. */
export async function forgetFrames(db: Database): Promise<void> {
  await db
    .delete(visionFrame)
    .where(sql`${visionFrame.createdAt} < now() - make_interval(secs => ${KEPT_SECONDS})`);
}
