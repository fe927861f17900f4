import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { artifact, design, run, weights } from "#db/schema/index.ts";
import {
  createCohortOf,
  createDesignOf,
  createPerson,
  createRunOf,
  presetGraph,
} from "#db/testing/factories.ts";
import { Readable } from "node:stream";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { encodeTrainedNetwork } from "#server/engine/export/trained-network.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { readNetwork } from "#server/web/threads/read-network.ts";
import { backboneKey } from "#server/storage/storage-keys.ts";
import { duplicateDesign } from "../design/duplicate.ts";
import { insertDesign } from "../design/insert.ts";
import { removeDesign } from "../design/remove.ts";
import { cancelRun } from "../run/cancel.ts";
import { startRun } from "../run/start.ts";
import { storageUsedBy } from "../storage/used-by.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { importNetwork } from "./import-network.ts";
import { keepWeights } from "./keep.ts";
import { weightsOfDesign } from "./of-design.ts";
import { startFrom } from "./start-from.ts";
import { sweepWeights } from "./sweep.ts";

let world: TestDeps;
beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

const graph = presetGraph();
const LAYERS = 3;

function trained(): Uint8Array {
  const plan = planNetwork(graph, { inputShape: [64, 64, 3], target: numberedClasses(10) });
  return encodeTrainedNetwork({ graph, classes: [] }, plan, initialWeights(plan, 7));
}

async function cohortOfTwo() {
  const { db } = world.deps;
  const { cohortId, instructor: owner, learner: classmate } = await createCohortOf(db);
  const stranger = await createPerson(db);
  const made = await createDesignOf(db, { cohortId, ownerId: owner.id }, { isShared: true });
  return { owner, classmate, stranger, cohortId, designId: made.id };
}

const sent = (designId: string, name = "base.safetensors") => ({
  designId,
  name,
  work: join(tmpdir(), "strata-network-test"),
  read: readNetwork,
  receive: (path: string) => writeFile(path, trained()),
});

test("a file's weights are kept once beside the design, counted, named on its runs, and go with the last that needs them", async () => {
  const { owner, classmate, stranger, cohortId, designId } = await cohortOfTwo();
  const { db } = world.deps;
  const ctx = world.as(owner);
  const before = await storageUsedBy(db, owner.id);
  await expect(importNetwork(world.as(classmate), sent(designId))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(importNetwork(world.as(stranger), sent(designId))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const read = await importNetwork(ctx, sent(designId));
  expect(await importNetwork(ctx, sent(designId, "same.safetensors"))).toMatchObject({ ok: true });
  if (!read.ok || read.weights === null) throw new Error("It carries weights");
  const kept = await db.select().from(weights).where(eq(weights.cohortId, cohortId));
  expect(kept).toHaveLength(1);
  expect((await storageUsedBy(db, owner.id)) - before).toBe(read.weights.sizeBytes);
  expect(await weightsOfDesign(world.as(classmate), designId)).toMatchObject({ source: "same.safetensors" });

  const copy = await duplicateDesign(world.as(classmate), { designId });
  const started = await startRun(ctx, {
    cohortId,
    designId,
    revision: 1,
    hyperParameters: DEFAULT_HYPER_PARAMETERS,
  });
  expect(started.startedFrom).toMatchObject({ layers: LAYERS, of: LAYERS, origins: ["imported"] });

  await db.update(weights).set({ createdAt: sql`now() - interval '2 hours'` });
  await startFrom(ctx, { designId, from: { kind: "fresh" } });
  expect(await weightsOfDesign(ctx, designId)).toBeNull();
  expect(await sweepWeights(world.deps)).toBe(0);
  await removeDesign(world.as(classmate), copy.id);
  expect(await sweepWeights(world.deps)).toBe(0);
  await cancelRun(ctx, started.id);
  expect(await sweepWeights(world.deps)).toBe(1);
  expect(await world.deps.files.head(kept[0]!.storageKey)).toBeNull();
  const [row] = await db.select().from(run).where(eq(run.id, started.id));
  expect(row).toMatchObject({ weightsId: null, startedFrom: started.startedFrom });
});

test("a design starts from a copy of what a run of its cohort has left, and of no other run", async () => {
  const { owner, classmate, cohortId, designId } = await cohortOfTwo();
  const elsewhere = await cohortOfTwo();
  const { db, files } = world.deps;
  const finished = await createRunOf(db, { cohortId, startedBy: classmate.id }, { state: "finished" });
  const theirs = await createRunOf(db, { cohortId: elsewhere.cohortId, startedBy: elsewhere.owner.id });
  const from = (runId: string) => ({ designId, from: { kind: "run" as const, runId } });
  await expect(startFrom(world.as(owner), from(finished.id))).rejects.toMatchObject({ code: "NOT_READY" });
  await expect(startFrom(world.as(owner), from(theirs.id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  const stored = await files.put(`runs/${finished.id}/weights-1.safetensors`, Readable.from([trained()]));
  await db
    .insert(artifact)
    .values({ runId: finished.id, kind: "safetensors", storageKey: stored.key, ...stored });
  const chosen = await startFrom(world.as(owner), from(finished.id));
  expect(chosen?.shapes["dense/bias"]).toEqual([10]);
  expect(chosen?.source).toBe(`A run by ${classmate.name}`);
  const [row] = await db
    .select()
    .from(weights)
    .where(eq(weights.id, chosen?.id ?? ""));
  expect(row?.storageKey === stored.key).toBe(false);
  expect(row).toMatchObject({ origins: ["run"], datasetVersionId: expect.any(String) });
  expect(await files.head(row?.storageKey ?? "")).toEqual({ sizeBytes: stored.sizeBytes });
  const [used] = await db.select().from(design).where(eq(design.id, designId));
  expect(used?.weightsId).toBe(chosen?.id);
});

test("a design starts from a copy of a backbone's weights, and where the server has none it says how to get them", async () => {
  const { owner, designId } = await cohortOfTwo();
  const { files } = world.deps;
  const from = { designId, from: { kind: "backbone", name: "mobilenet-v3-small" } } as const;
  const ctx = world.as(owner);
  await expect(startFrom(ctx, from)).rejects.toMatchObject({
    code: "NOT_READY",
    message: expect.stringMatching(/not on this server.*npm run -s models -- add/),
  });
  await files.put(backboneKey("mobilenet-v3-small"), Readable.from([trained()]));
  const chosen = await startFrom(ctx, from);
  expect(chosen).toMatchObject({ source: "MobileNetV3-Small, ImageNet" });
  expect(chosen?.shapes["dense/bias"]).toEqual([10]);
  expect((await startFrom(ctx, from))?.id).toBe(chosen?.id);
});

const kept = (source: string, sizeBytes = 10) => ({
  source,
  sizeBytes,
  shapes: {},
  sha256: source,
  origins: ["imported"] as const,
  datasetVersionId: null,
  put: (key: string) => world.deps.files.put(key, Readable.from([trained()])),
});

test("of files at once for which there is no room one is kept, and of a file that cannot be put nothing", async () => {
  const { owner, cohortId, designId } = await cohortOfTwo();
  const ctx = world.as(owner);
  const of = () => world.deps.db.select().from(weights).where(eq(weights.cohortId, cohortId));
  const put = () => Promise.reject(new Error("no disk"));
  const fails = keepWeights(ctx, { id: designId, cohortId }, { ...kept("broken"), put });
  await expect(fails).rejects.toThrow("no disk");
  expect(await of()).toEqual([]);
  const narrow = { ...ctx, room: { ...ctx.room, personBytes: 15 } };
  const names = ["a", "b", "c", "d"];
  // Each on a connection that is there, so that they are truly at once.
  await Promise.all(names.map(() => ctx.db.execute(sql`select 1`)));
  const all = names.map((name) => keepWeights(narrow, { id: designId, cohortId }, kept(name)));
  const states = (await Promise.allSettled(all)).map(({ status }) => status);
  expect(states.toSorted()).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
  expect(await of()).toHaveLength(1);
  const full = {
    ...ctx,
    room: { ...ctx.room, space: async () => ({ freeBytes: 0, totalBytes: 1, reserveBytes: 1 }) },
  };
  await expect(startFrom(full, { designId, from: { kind: "run", runId: designId } })).rejects.toMatchObject({
    code: "STORAGE_FULL",
  });
});

test("old weights that are sent again are as new to the sweep, and a copy of a design whose weights went has none", async () => {
  const { owner, cohortId, designId } = await cohortOfTwo();
  const ctx = world.as(owner);
  const { db } = world.deps;
  const { id } = await keepWeights(ctx, { id: designId, cohortId }, kept("again"));
  await db.update(design).set({ weightsId: null }).where(eq(design.id, designId));
  await db
    .update(weights)
    .set({ createdAt: sql`now() - interval '2 hours'` })
    .where(eq(weights.id, id));
  const ofRun = { ...kept("again"), origins: ["run"] as const };
  expect(await keepWeights(ctx, { id: designId, cohortId }, ofRun)).toMatchObject({ id });
  const [both] = await db.select().from(weights).where(eq(weights.id, id));
  // A detour takes no mark away.
  expect(both?.origins).toEqual(["imported", "run"]);
  await db.update(design).set({ weightsId: null }).where(eq(design.id, designId));
  await sweepWeights(world.deps);
  expect(await db.select().from(weights).where(eq(weights.id, id))).toHaveLength(1);

  const intent = { procedure: "design.duplicate" as const, key: undefined, content: null };
  const values = { cohortId, name: "Copy", graph, datasetId: null, weightsId: randomUUID() };
  const copy = await insertDesign(ctx, intent, async () => values);
  expect(await weightsOfDesign(ctx, copy.id)).toBeNull();
});

test("a second file of a person is refused before it is received, and taken once the first is done", async () => {
  const { owner, designId } = await cohortOfTwo();
  const ctx = world.as(owner);
  const received = vi.fn<(path: string) => Promise<void>>();
  const second = { ...sent(designId), receive: received };
  const first = importNetwork(ctx, {
    ...sent(designId),
    async receive() {
      await expect(importNetwork(ctx, second)).rejects.toMatchObject({ code: "RATE_LIMITED" });
      throw new Error("It was broken off");
    },
  });
  await expect(first).rejects.toThrow("broken off");
  expect(received).not.toHaveBeenCalled();
  expect(await importNetwork(ctx, sent(designId))).toMatchObject({ ok: true });
});
