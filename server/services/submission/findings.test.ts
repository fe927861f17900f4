import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  exercise,
  grade,
  peerReview,
  peerRound,
  submission,
  submissionPicture,
  visionPicture,
} from "#db/schema/index.ts";
import { addMember, createCohortOf, createExerciseOf, type Person } from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import type { Answers } from "#models/exercises/questions/answer.ts";
import type { Question } from "#models/exercises/questions/question.ts";
import { removePerson } from "../account/remove.ts";
import { reviewedWork } from "../peer/get.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { addVisionPicture } from "../vision/add-picture.ts";
import { removeVisionPicture } from "../vision/find-picture.ts";
import { submissionFindings } from "./findings.ts";
import { copyPictures, forgetSubmittedPictures } from "./picture-copies.ts";
import { removeSubmittedPicture } from "./remove-picture.ts";
import { submitWork } from "./submit.ts";

const SIZE = { width: 1200, height: 900 };
const QUESTIONS: Question[] = [
  { id: "dog", kind: "detection", prompt: "Find it.", points: 1, picture: { name: "", size: null } },
  { id: "cars", kind: "video-count", prompt: "Count them.", points: 1, video: "" },
];
const over = { seconds: 2, curves: [{ class: "car", counts: "1 2" }] };
const CARS: Answers[string] = {
  kind: "video-count",
  file: "a.mp4",
  counts: [{ class: "car", count: 2 }],
  over,
};
const boxes = [{ class: "dog", left: 1, top: 2, right: 3, bottom: 4 }];

let world: TestDeps;
let cohortId: string;
let exerciseId: string;
let learner: Person;
let instructor: Person;
let photograph: Buffer;
beforeAll(async () => {
  world = await createTestDeps();
  photograph = await sharp({ create: { ...SIZE, channels: 3, background: "#a07040" } })
    .withExif({ IFD0: { Make: "A camera of its own" } })
    .jpeg()
    .toBuffer();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = world.deps;
  ({ cohortId, learner, instructor } = await createCohortOf(db));
  const content = { ...EMPTY_EXERCISE.content, isNetworkAsked: false, questions: QUESTIONS, handPoints: 2 };
  ({ id: exerciseId } = await createExerciseOf(db, { cohortId, createdBy: instructor.id }, { content }));
});

const sent = (who: Person) =>
  addVisionPicture(world.as(who), { cohortId, name: "dog.jpg" }, async () => photograph);
const dog = (pictureId?: string, size = SIZE): Answers => ({
  dog: { kind: "detection", file: "dog.jpg", size, boxes, pictureId },
  cars: CARS,
});
const close = () =>
  world.deps.db
    .update(exercise)
    .set({ dueAt: new Date("2026-01-01T00:00:00Z") })
    .where(eq(exercise.id, exerciseId));
const hand = (who: Person, answers: Answers) => submitWork(world.as(who), { exerciseId, answers });

test("who handed in and who grades see a small copy of the picture with what was found on it, and a video's curve", async () => {
  const { id: pictureId } = await sent(learner);
  const { id, answers } = await hand(learner, dog(pictureId));
  expect(answers.map(({ isFinding }) => isFinding)).toEqual([true, true]);
  // The copy is its own: the lab's picture goes.
  await removeVisionPicture(world.as(learner), pictureId);
  const assistant = await addMember(world.deps.db, cohortId, "assistant");
  for (const [who, mayDeletePicture] of [
    [learner, true],
    [instructor, false],
    [assistant, false],
  ] as const) {
    const [found, counted] = await submissionFindings(world.as(who), id);
    expect(found).toMatchObject({ questionId: "dog", answer: { size: SIZE, boxes }, mayDeletePicture });
    expect(found?.answer).not.toHaveProperty("pictureId");
    const [, base64 = ""] = found?.picture?.split(",") ?? [];
    const { width, height, exif } = await sharp(Buffer.from(base64, "base64")).metadata();
    expect({ width, height, exif }).toEqual({ width: 800, height: 600, exif: undefined });
    expect(counted).toMatchObject({ questionId: "cars", answer: { over }, picture: null });
  }
  const classmate = await addMember(world.deps.db, cohortId, "learner");
  for (const other of [classmate, (await createCohortOf(world.deps.db)).instructor]) {
    await expect(submissionFindings(world.as(other), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  // A classmate who marks it sees what was found: the picture may show whose it is.
  const { db } = world.deps;
  const round = { exerciseId, cohortId, each: 1, seed: "0", dueAt: new Date("2099-01-01T00:00:00Z") };
  await db.insert(peerRound).values({ ...round, method: "median" });
  const drawn = { exerciseId, submissionId: id, reviewerId: classmate.id };
  const [review] = await db.insert(peerReview).values(drawn).returning({ id: peerReview.id });
  const work = await reviewedWork(world.as(classmate), review?.id ?? "");
  const { findings } = work;
  expect(findings).toMatchObject([{ answer: { boxes }, picture: null }, { answer: { over } }]);
  for (const file of ["dog.jpg", "a.mp4"]) expect(JSON.stringify(work)).not.toContain(file);
});

test("a picture is its owner's to hand in and to delete; without it the same answer stays handed in", async () => {
  const { as, deps } = world;
  const classmate = await addMember(deps.db, cohortId, "learner");
  const { id: theirs } = await sent(classmate);
  const { id } = await hand(learner, dog(theirs));
  const pictureOf = async () => (await submissionFindings(as(learner), id))[0]?.picture;
  expect(await pictureOf()).toBeNull();
  const { id: pictureId } = await sent(learner);
  await expect(hand(learner, dog(pictureId, { width: 600, height: 450 }))).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("600 × 450"),
  });
  // With it it is the same submission as before.
  expect((await hand(learner, dog(pictureId))).id).toBe(id);
  expect(await pictureOf()).toMatch(/^data:image\/jpeg/);
  const removal = { submissionId: id, questionId: "dog" };
  for (const other of [classmate, instructor]) {
    await expect(removeSubmittedPicture(as(other), removal)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await removeSubmittedPicture(as(learner), removal);
  expect(await pictureOf()).toBeNull();
  await expect(removeSubmittedPicture(as(learner), removal)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each(["draft", "released", "late"] as const)("after the end nothing is added: %s", async (end) => {
  const { as, deps } = world;
  const { id: pictureId } = await sent(learner);
  const { id } = await hand(learner, dog());
  const given = { submissionId: id, points: 1, comment: "", createdAt: new Date() };
  if (end === "late") await close();
  else await deps.db.insert(grade).values({ ...given, isReleased: end === "released" });
  expect((await hand(learner, dog(pictureId))).id).toBe(id);
  expect((await submissionFindings(as(learner), id))[0]?.picture).toBeNull();
});

test("nothing is decoded for what is not asked, or not taken any more, and one picture once", async () => {
  const { as, deps } = world;
  const { id: pictureId } = await sent(learner);
  const found = dog(pictureId)["dog"];
  if (found === undefined) throw new Error("No answer");
  const twice = await copyPictures(as(learner), { one: found, two: found });
  expect(twice).toHaveLength(2);
  expect(twice[0]?.bytes).toBe(twice[1]?.bytes);
  await deps.db
    .update(visionPicture)
    .set({ bytes: Buffer.from("no picture") })
    .where(eq(visionPicture.id, pictureId));
  await expect(hand(learner, dog(pictureId))).rejects.toThrow(/^This picture/);
  const unasked = { other: found };
  await expect(hand(learner, unasked)).rejects.toThrow(/questions were changed/);
  await close();
  await expect(hand(learner, dog(pictureId))).rejects.toThrow(/closed/);
});

test("copies go after half a year, beyond the newest twenty submissions, and with their owner", async () => {
  const { as, deps } = world;
  const { id: pictureId } = await sent(learner);
  const isKept = async (id: string) => (await submissionFindings(as(instructor), id))[0]?.picture !== null;
  const { id: first } = await hand(learner, dog(pictureId));
  const again = (place: number) =>
    hand(learner, {
      ...dog(pictureId),
      cars: { ...CARS, kind: "video-count", file: `${place}`, counts: [] },
    });
  for (let place = 0; place < 19; place += 1) await again(place);
  expect(await isKept(first)).toBe(true);
  const { id: last } = await again(19);
  expect([await isKept(first), await isKept(last)]).toEqual([false, true]);
  // The newest picture is what counts, whichever submission it came to.
  await hand(learner, dog(pictureId));
  expect([await isKept(first), await isKept(last)]).toEqual([true, true]);

  const age = (days: number) =>
    deps.db
      .update(submissionPicture)
      .set({ createdAt: sql`now() - make_interval(days => ${days})` })
      .where(eq(submissionPicture.submissionId, last));
  await age(179);
  await forgetSubmittedPictures(deps.db);
  expect(await isKept(last)).toBe(true);
  await age(181);
  await forgetSubmittedPictures(deps.db);
  expect(await isKept(last)).toBe(false);
  await removePerson(deps, learner.id);
  expect(await deps.db.$count(submissionPicture, eq(submissionPicture.ownerId, learner.id))).toBe(0);
  expect(await deps.db.$count(submission, eq(submission.exerciseId, exerciseId))).toBe(21);
  expect(await deps.db.$count(visionPicture, eq(visionPicture.ownerId, learner.id))).toBe(0);
});
