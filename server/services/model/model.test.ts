import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cohort, modelArrival } from "#db/schema/index.ts";
import { createCohortOf, createVisionQuestionOf } from "#db/testing/factories.ts";
import { MOST_OWN_MODELS } from "#server/contract/model.ts";
import { findModel } from "#server/vision/model-store.ts";
import { putTinyModel } from "#server/vision/testing/put-tiny-model.ts";
import { storageUsedBy, storageUsedIn } from "../storage/used-by.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { askVision } from "../vision/ask.ts";
import { listVisionModels } from "../vision/list-models.ts";
import { cancelModelArrival } from "./cancel.ts";
import { fetchModel } from "./fetch.ts";
import { listAllModels } from "./list.ts";
import { removeCohortModel } from "./remove.ts";
import { sendModel } from "./send.ts";
import {
  finishArrival,
  loadArrival,
  noteArrivalProgress,
  sweepArrivals,
  sweepBroughtModels,
} from "./work.ts";

let world: TestDeps;
beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

async function instructorOf() {
  const { cohortId, instructor, learner } = await createCohortOf(world.deps.db);
  return { cohortId, ctx: world.as(instructor), learner };
}

const sent = (cohortId: string) => ({
  cohortId,
  fileName: "own.onnx",
  body: Readable.from(["bytes"]),
  declaredBytes: 5,
});

test("a model on its way is one, says how far it is, and can be cancelled; then it can be asked for again", async () => {
  const { db } = world.deps;
  const { ctx, cohortId } = await instructorOf();
  const wanted = { cohortId, name: "yolox-tiny" };
  const [{ id }, again] = await Promise.all([fetchModel(ctx, wanted), fetchModel(ctx, wanted)]);
  expect(again.id).toBe(id);
  expect(await loadArrival(db, id)).toMatchObject({ cohortId, zooName: "yolox-tiny", uploadKey: null });
  expect(await noteArrivalProgress(db, id, 1_000)).toBe(true);
  const { arrivals, known } = await listAllModels(ctx, cohortId);
  expect(arrivals).toMatchObject([{ id, title: "YOLOX-Tiny", state: "working", doneBytes: 1_000 }]);
  expect(known.find(({ name }) => name === "yolov5su")).toMatchObject({ isCopyleft: true, bytes: null });
  await cancelModelArrival(ctx, id);
  expect(await noteArrivalProgress(db, id, 2_000)).toBe(false);
  expect(await finishArrival(db, id, { state: "finished", brought: null })).toBe(false);
  expect((await fetchModel(ctx, wanted)).id).not.toBe(id);
});

test("what nobody publishes, is unknown or here already is refused in words", async () => {
  const { ctx, cohortId } = await instructorOf();
  await expect(fetchModel(ctx, { cohortId, name: "yolov8n" })).rejects.toThrow(/publish no ONNX file/);
  await expect(fetchModel(ctx, { cohortId, name: "tiny" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await putTinyModel(world.deps.files, { name: "yolox-nano" });
  await expect(fetchModel(ctx, { cohortId, name: "yolox-nano" })).rejects.toThrow(/is here already/);
});

test("a cohort's own model is asked by that cohort and deleted by its instructors alone", async () => {
  const { db, files } = world.deps;
  const [mine, theirs] = [await instructorOf(), await instructorOf()];
  const name = `own-${randomUUID().slice(0, 8)}`;
  await putTinyModel(files, { name, cohortId: mine.cohortId });
  const named = async ({ ctx, cohortId }: typeof mine) =>
    (await listVisionModels(ctx, cohortId)).here.map((model) => model.name);
  expect(await named(mine)).toContain(name);
  expect(await named(theirs)).not.toContain(name);
  const { pictureId } = await createVisionQuestionOf(db, {
    cohortId: theirs.cohortId,
    ownerId: theirs.ctx.actor.id,
  });
  const asking = askVision(theirs.ctx, { pictureId, ask: { kind: "detect", model: name } });
  await expect(asking).rejects.toMatchObject({ code: "NOT_READY" });
  await expect(removeCohortModel(theirs.ctx, { cohortId: theirs.cohortId, name })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await removeCohortModel(mine.ctx, { cohortId: mine.cohortId, name });
  expect(await findModel(files, name)).toBeNull();
});

test("files that are sent are bounded, wait for a worker, and are swept once they have been looked at", async () => {
  const { db, files } = world.deps;
  const { ctx, cohortId, learner } = await instructorOf();
  const ids: string[] = [];
  for (let index = 0; index < MOST_OWN_MODELS; index += 1)
    ids.push((await sendModel(ctx, sent(cohortId))).id);
  await expect(sendModel(ctx, sent(cohortId))).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
  await expect(sendModel(world.as(learner), sent(cohortId))).rejects.toMatchObject({ code: "FORBIDDEN" });
  const [first = "", second = ""] = ids;
  const todo = await loadArrival(db, first);
  expect(todo).toMatchObject({ title: "own.onnx", zooName: null });
  const key = todo?.uploadKey ?? "";
  expect(await files.head(key)).toEqual({ sizeBytes: 5 });
  await sweepArrivals({ db, files });
  expect(await files.head(key)).not.toBeNull();
  await finishArrival(db, first, { state: "failed", failure: "No." });
  await cancelModelArrival(ctx, second);
  await db
    .update(modelArrival)
    .set({ createdAt: sql`now() - interval '8 days'` })
    .where(eq(modelArrival.id, second));
  await sweepArrivals({ db, files });
  expect(await files.head(key)).toBeNull();
  const left = await db.select().from(modelArrival).where(eq(modelArrival.cohortId, cohortId));
  expect(left.map(({ id }) => id)).not.toContain(second);
  await sendModel(ctx, sent(cohortId));
});

test("a model counts for who sent it from its first byte until it is deleted, and in its cohort", async () => {
  const { db, files } = world.deps;
  const { ctx, cohortId } = await instructorOf();
  const used = () => Promise.all([storageUsedBy(db, ctx.actor.id), storageUsedIn(db, cohortId)]);
  const { id } = await sendModel(ctx, sent(cohortId));
  expect(await used()).toEqual([5, 5]);
  const name = `own-${randomUUID().slice(0, 8)}`;
  await putTinyModel(files, { name, cohortId });
  expect(await finishArrival(db, id, { state: "finished", brought: { name, bytes: 7 } })).toBe(true);
  expect(await finishArrival(db, id, { state: "finished", brought: { name, bytes: 7 } })).toBe(false);
  expect(await used()).toEqual([7, 7]);
  const { room } = await listAllModels(ctx, cohortId);
  expect(room).toEqual({ ownBytes: 7, mine: { usedBytes: 7, quotaBytes: ctx.room.personBytes } });
  await removeCohortModel(ctx, { cohortId, name });
  expect(await used()).toEqual([0, 0]);
});

test("who has no room sends nothing, not by two at once either; what breaks off takes none", async () => {
  const { db, files } = world.deps;
  const { ctx, cohortId } = await instructorOf();
  const narrow = { ...ctx, room: { ...ctx.room, personBytes: 9 } };
  const both = await Promise.allSettled([1, 2].map(() => sendModel(narrow, sent(cohortId))));
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const undeclared = sendModel(narrow, { ...sent(cohortId), declaredBytes: null });
  await expect(undeclared).rejects.toMatchObject({
    code: "QUOTA_EXCEEDED",
    message: expect.stringContaining("datasets and models"),
  });
  const body = Readable.from(
    (async function* () {
      yield "some";
      await Promise.resolve();
      throw new Error("The line was cut");
    })(),
  );
  await expect(sendModel(ctx, { ...sent(cohortId), body })).rejects.toThrow("The line was cut");
  expect(await storageUsedBy(db, ctx.actor.id)).toBe(5);
  const arrivals = await db.select().from(modelArrival).where(eq(modelArrival.cohortId, cohortId));
  expect(arrivals).toHaveLength(1);
  expect(await files.head(arrivals[0]?.uploadKey ?? "")).toEqual({ sizeBytes: 5 });
});

test("networks of a cohort that is gone go as well", async () => {
  const { db, files } = world.deps;
  const { ctx, cohortId } = await instructorOf();
  const { id } = await sendModel(ctx, sent(cohortId));
  const name = `own-${randomUUID().slice(0, 8)}`;
  await putTinyModel(files, { name, cohortId });
  await finishArrival(db, id, { state: "finished", brought: { name, bytes: 7 } });
  await sweepBroughtModels({ db, files });
  expect(await findModel(files, name)).not.toBeNull();
  await db.delete(cohort).where(eq(cohort.id, cohortId));
  await sweepBroughtModels({ db, files });
  expect(await findModel(files, name)).toBeNull();
});
