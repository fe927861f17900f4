import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visionPicture, visionQuestion } from "#db/schema/index.ts";
import { createCohortOf } from "#db/testing/factories.ts";
import type { VisionAnswer } from "#models/vision/question.ts";
import { MOST_VISION_PICTURES } from "#server/contract/vision-picture.ts";
import { putTinyModel } from "#server/vision/testing/put-tiny-model.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { addVisionPicture } from "./add-picture.ts";
import { answerVisionQuestion, forgetVisionPictures, loadVisionQuestion } from "./answer.ts";
import { askVision, getVisionQuestion } from "./ask.ts";
import { MOST_ANSWERED, MOST_ANSWERED_OF_PERSON } from "./bound-questions.ts";
import { listVisionPictures, readVisionPicture } from "./find-picture.ts";
import { listVisionModels } from "./list-models.ts";

let world: TestDeps;
let grey: Buffer;
beforeAll(async () => {
  world = await createTestDeps();
  grey = await sharp({ create: { width: 6, height: 4, channels: 3, background: "#808080" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
});
afterAll(() => world.close());

const none: VisionAnswer = { kind: "detect", candidates: [], classes: [], modelMs: 1 };
const ask = { kind: "detect", model: "tiny" } as const;

async function learnerWithPicture() {
  const { cohortId, learner, instructor } = await createCohortOf(world.deps.db);
  const ctx = world.as(learner);
  const add = (bytes: Uint8Array) => addVisionPicture(ctx, { cohortId, name: "a.jpg" }, async () => bytes);
  return { cohortId, ctx, instructor, add, picture: await add(grey) };
}

test("a picture has the sides that are seen, is kept as it came, and is the same when it comes again", async () => {
  const { ctx, cohortId, add, picture } = await learnerWithPicture();
  expect(picture).toMatchObject({ name: "a.jpg", width: 4, height: 6 });
  expect((await add(grey)).id).toBe(picture.id);
  expect((await listVisionPictures(ctx, cohortId)).map(({ id }) => id)).toEqual([picture.id]);
  const { bytes, mediaType } = await readVisionPicture(ctx, picture.id);
  expect(mediaType).toBe("image/jpeg");
  expect(grey.equals(bytes)).toBe(true);
});

test("sent again a picture stays no longer; after half of its day it is a new one", async () => {
  const { db } = world.deps;
  const { add, picture } = await learnerWithPicture();
  const ageBy = (hours: number) =>
    db
      .update(visionPicture)
      .set({ createdAt: sql`now() - make_interval(hours => ${hours})` })
      .where(eq(visionPicture.id, picture.id));
  await ageBy(11);
  const again = await add(grey);
  expect(again.id).toBe(picture.id);
  expect(new Date(again.createdAt).getTime()).toBeLessThan(new Date(picture.createdAt).getTime());
  await ageBy(13);
  expect((await add(grey)).id).not.toBe(picture.id);
});

test("of a person's pictures the newest stay, however small they are", async () => {
  const { db } = world.deps;
  const { ctx, cohortId, add, picture } = await learnerWithPicture();
  const older = (index: number) => ({
    cohortId,
    ownerId: ctx.actor.id,
    name: "old",
    width: 1,
    height: 1,
    mediaType: "image/png",
    sha256: String(index),
    sizeBytes: 1,
    bytes: Buffer.of(0),
    createdAt: sql`now() - make_interval(mins => ${index + 1})`,
  });
  const made = await db
    .insert(visionPicture)
    .values(Array.from({ length: MOST_VISION_PICTURES }, (_, index) => older(index)))
    .returning({ id: visionPicture.id });
  const newest = await add(await sharp(grey).png().toBuffer());
  const left = (await listVisionPictures(ctx, cohortId)).map(({ id }) => id);
  const kept = made.slice(0, MOST_VISION_PICTURES - 2).map(({ id }) => id);
  expect(left).toEqual([newest.id, picture.id, ...kept]);
  const rows = await db.select().from(visionPicture).where(eq(visionPicture.ownerId, ctx.actor.id));
  expect(rows).toHaveLength(MOST_VISION_PICTURES);
});

test.each([
  // Libvips would read it.
  {
    what: "a drawing",
    bytes: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'),
    message: /is a drawing \(SVG\).* A picture is JPEG, PNG/,
  },
  {
    what: "a header of TIFF",
    bytes: () => Buffer.from("49492a00ffffffff", "hex"),
    message: /This file is TIFF/,
  },
  { what: "a damaged picture", bytes: () => grey.subarray(0, 20), message: /no picture, or a damaged one/ },
  {
    what: "too many pixels",
    bytes: () =>
      sharp({ create: { width: 6000, height: 5000, channels: 3, background: "#000" } })
        .png()
        .toBuffer(),
    message: /30 megapixels \(6000 x 5000\), 24 are the limit/,
  },
])("$what is refused in words", async ({ bytes, message }) => {
  const { add } = await learnerWithPicture();
  await expect(add(await bytes())).rejects.toThrow(message);
});

test("a model that is not here says how to get it", async () => {
  const { ctx, cohortId, picture } = await learnerWithPicture();
  const asking = askVision(ctx, { pictureId: picture.id, ask: { kind: "detect", model: "yolox-nano" } });
  await expect(asking).rejects.toThrow(/not here\. Fetch it .* or bring its file/);
  const { known } = await listVisionModels(ctx, cohortId);
  expect(known.find(({ name }) => name === "yolov5su")?.licence).toContain("AGPL");
});

test("a question asked again is the same, one that failed is asked anew, and an answer counts once", async () => {
  const { deps } = world;
  await putTinyModel(deps.files);
  const { ctx, instructor, picture } = await learnerWithPicture();
  const { id } = await askVision(ctx, { pictureId: picture.id, ask });
  expect((await askVision(ctx, { pictureId: picture.id, ask })).id).toBe(id);
  await answerVisionQuestion(deps.db, id, { failure: "No." });
  const again = await askVision(ctx, { pictureId: picture.id, ask });
  expect(again).toMatchObject({ state: "queued", failure: null });
  await answerVisionQuestion(deps.db, again.id, { answer: none });
  await answerVisionQuestion(deps.db, again.id, { failure: "Late." });
  expect(await getVisionQuestion(ctx, again.id)).toMatchObject({ state: "finished", answer: none });
  expect(await loadVisionQuestion(deps.db, again.id)).toBeNull();
  await expect(getVisionQuestion(world.as(instructor), again.id)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

function segmentAt(x: number) {
  return { kind: "segment" as const, points: [{ x, y: 0, isOn: true }], box: null };
}

test("four questions of a person wait at most, whichever pictures they are about; what is known is no new one", async () => {
  const { ctx, add, picture } = await learnerWithPicture();
  const other = await add(await sharp(grey).png().toBuffer());
  const asking = Array.from({ length: 6 }, (_, index) =>
    askVision(ctx, { pictureId: index % 2 === 0 ? picture.id : other.id, ask: segmentAt(index) }),
  );
  const outcomes = await Promise.allSettled(asking);
  const made = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(made).toHaveLength(4);
  for (const reason of refused) {
    expect(reason).toMatchObject({ code: "QUOTA_EXCEEDED", message: expect.stringMatching(/^You have 4 /) });
  }
  const first = outcomes.findIndex(({ status }) => status === "fulfilled");
  const id = made[0]?.id ?? "";
  const again = { pictureId: first % 2 === 0 ? picture.id : other.id, ask: segmentAt(first) };
  expect(await askVision(ctx, again)).toMatchObject({ id, state: "queued" });
  await answerVisionQuestion(world.deps.db, id, { answer: none });
  expect(await askVision(ctx, { pictureId: picture.id, ask: segmentAt(9) })).toMatchObject({
    state: "queued",
  });
});

test("of a picture the newest answers are kept, and another picture's stay", async () => {
  const { db } = world.deps;
  const { ctx, add, picture } = await learnerWithPicture();
  const other = await add(await sharp(grey).png().toBuffer());
  const answered = (pictureId: string, index: number) => ({
    pictureId,
    ask: segmentAt(index),
    askKey: String(index),
    state: "finished" as const,
    answer: none,
    createdAt: new Date(Date.UTC(2020, 0, 1, 0, index)),
  });
  const many = Array.from({ length: MOST_ANSWERED + 2 }, (_, index) => answered(picture.id, index));
  await db.insert(visionQuestion).values([...many, answered(other.id, 0)]);
  const { id } = await askVision(ctx, { pictureId: picture.id, ask: segmentAt(0) });
  const keysOf = async (pictureId: string) => {
    const rows = await db.select().from(visionQuestion).where(eq(visionQuestion.pictureId, pictureId));
    return rows.filter((row) => row.id !== id).map(({ askKey }) => askKey);
  };
  const kept = many.slice(2).map(({ askKey }) => askKey);
  expect((await keysOf(picture.id)).toSorted()).toEqual(kept.toSorted());
  expect(await keysOf(other.id)).toEqual(["0"]);
});

test("of all pictures of a person the newest answers are kept", async () => {
  const { db } = world.deps;
  const { ctx, add, picture } = await learnerWithPicture();
  const others = await Promise.all(
    [1, 2, 3, 4, 5].map(async (quality) =>
      add(
        await sharp(grey)
          .jpeg({ quality: quality * 10 })
          .toBuffer(),
      ),
    ),
  );
  const oldest = others.map(({ id }) => id);
  const rows = [...oldest, picture.id].flatMap((pictureId, place) =>
    Array.from({ length: 40 }, (_, index) => ({
      pictureId,
      ask: segmentAt(index),
      askKey: String(index),
      state: "finished" as const,
      answer: none,
      createdAt: new Date(Date.UTC(2020, 0, 1, place, index)),
    })),
  );
  await db.insert(visionQuestion).values(rows);
  await askVision(ctx, { pictureId: picture.id, ask: segmentAt(99) });
  const left = await db
    .select({ pictureId: visionQuestion.pictureId })
    .from(visionQuestion)
    .innerJoin(visionPicture, eq(visionPicture.id, visionQuestion.pictureId))
    .where(eq(visionPicture.ownerId, ctx.actor.id));
  expect(left).toHaveLength(MOST_ANSWERED_OF_PERSON + 1);
  expect(left.map(({ pictureId }) => pictureId)).not.toContain(oldest[0]);
});

test("after a day pictures and questions are gone, and nothing else is", async () => {
  const { db } = world.deps;
  const { ctx, add, picture } = await learnerWithPicture();
  await askVision(ctx, { pictureId: picture.id, ask });
  await db
    .update(visionPicture)
    .set({ createdAt: sql`now() - interval '25 hours'` })
    .where(eq(visionPicture.id, picture.id));
  const other = await sharp(grey).png().toBuffer();
  const { id } = await add(other);
  await forgetVisionPictures(db);
  const left = await db.select({ id: visionPicture.id }).from(visionPicture);
  expect(left.map((row) => row.id)).toContain(id);
  expect(left.map((row) => row.id)).not.toContain(picture.id);
  const questions = await db.select().from(visionQuestion).where(eq(visionQuestion.pictureId, picture.id));
  expect(questions).toEqual([]);
});
