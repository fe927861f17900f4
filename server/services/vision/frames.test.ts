import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visionFrame } from "#db/schema/index.ts";
import { createCohortOf } from "#db/testing/factories.ts";
import type { VisionAnswer } from "#models/vision/question.ts";
import { putTinyModel } from "#server/vision/testing/put-tiny-model.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { addVisionFrame, answerFrame, forgetFrames, loadFrame, takeFrameReply } from "./frames.ts";

let world: TestDeps;
let bytes: Uint8Array;
beforeAll(async () => {
  world = await createTestDeps();
  await putTinyModel(world.deps.files);
  bytes = await pictureOf(64, 48);
});
afterAll(() => world.close());

function pictureOf(width: number, height: number): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background: "#808080" } })
    .jpeg()
    .toBuffer();
}

const answer: VisionAnswer = { kind: "detect", candidates: [], classes: [], modelMs: 1 };

async function learnerOf() {
  const { cohortId, learner, instructor } = await createCohortOf(world.deps.db);
  const ctx = world.as(learner);
  const add = async () => (await addVisionFrame(ctx, { cohortId, model: "tiny", bytes })).id;
  return { cohortId, ctx, instructor, add };
}

test("the newest frame takes the place of the one that waits, and not of the one that is at work", async () => {
  const { db } = world.deps;
  const { ctx, add } = await learnerOf();
  const working = await add();
  expect(await loadFrame(db, working)).toMatchObject({ model: "tiny" });
  const waiting = await add();
  const newest = await add();
  expect(await takeFrameReply(ctx, waiting)).toEqual({ state: "skipped" });
  expect(await loadFrame(db, waiting)).toBeNull();
  expect(await takeFrameReply(ctx, newest)).toEqual({ state: "queued" });
  await answerFrame(db, working, { answer });
  expect(await takeFrameReply(ctx, working)).toEqual({ state: "finished", answer });
  // An answer is given once.
  expect(await takeFrameReply(ctx, working)).toEqual({ state: "skipped" });
  const rows = await db.select().from(visionFrame).where(eq(visionFrame.ownerId, ctx.actor.id));
  expect(rows.map(({ id }) => id)).toEqual([newest]);
});

test("a failure is told in words, another person's frame not at all, and old ones are forgotten", async () => {
  const { db } = world.deps;
  const { ctx, instructor, add } = await learnerOf();
  const id = await add();
  await answerFrame(db, id, { failure: "No." });
  expect(await takeFrameReply(world.as(instructor), id)).toEqual({ state: "skipped" });
  expect(await takeFrameReply(ctx, id)).toEqual({ state: "failed", failure: "No." });
  const old = await add();
  await db
    .update(visionFrame)
    .set({ createdAt: sql`now() - interval '31 seconds'` })
    .where(eq(visionFrame.id, old));
  await forgetFrames(db);
  expect(await takeFrameReply(ctx, old)).toEqual({ state: "skipped" });
});

test("what is no frame, too large, or of a model that is not here is refused in words", async () => {
  const { ctx, cohortId } = await learnerOf();
  const send = (model: string, sent: Uint8Array) => addVisionFrame(ctx, { cohortId, model, bytes: sent });
  await expect(send("tiny", Buffer.from("<svg/>"))).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(send("tiny", await pictureOf(1280, 800))).rejects.toThrow(/1 megapixel at most/);
  await expect(send("../../etc", bytes)).rejects.toMatchObject({ code: "NOT_READY" });
  const { cohortId: elsewhere } = await createCohortOf(world.deps.db);
  await expect(addVisionFrame(ctx, { cohortId: elsewhere, model: "tiny", bytes })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
