import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cohort, datasetVersion, run } from "#db/schema/index.ts";
import { addMember, createCohortOf, createRunOf, presetGraph, type Person } from "#db/testing/factories.ts";
import { TRAINABLE } from "#models/layers/trainable.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { cancelRun } from "./cancel.ts";
import { getRun } from "./get.ts";
import { startTwin } from "./start-twin.ts";

let world: TestDeps;
let cohortId: string;
let learner: Person;
let classmate: Person;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, learner, instructor } = await createCohortOf(world.deps.db));
  classmate = await addMember(world.deps.db, cohortId, "learner");
});

const settings = hyperParameters.parse({ epochs: 3, seed: 7, startedRateFactor: 0.1 });
const plain = presetGraph();
/** All that leads up to the Dense at the end is frozen. */
const frozen = {
  ...plain,
  nodes: plain.nodes.map((node) =>
    node.type === "Conv2D" ? { ...node, settings: { ...node.settings, [TRAINABLE]: false } } : node,
  ),
};

const begun = (values: Partial<typeof run.$inferInsert> = {}) =>
  createRunOf(
    world.deps.db,
    { cohortId, startedBy: learner.id },
    {
      state: "finished",
      name: "Fine-tuned",
      graph: frozen,
      hyperParameters: settings,
      startedFrom: { source: "base.keras", layers: 2, of: 3, origins: ["imported"] },
      ...values,
    },
  );

test("a run from other weights gets one twin from random ones, thawed and else the same, whoever presses how often", async () => {
  const first = await begun();
  const runId = first.id;
  const [twin, ...others] = await Promise.all(
    [learner, classmate, learner, instructor].map((person) => startTwin(world.as(person), { runId })),
  );
  expect(others.map(({ id }) => id)).toEqual([twin?.id, twin?.id, twin?.id]);
  expect(twin).toMatchObject({
    state: "queued",
    name: "Fine-tuned, random weights",
    startedFrom: null,
    designId: null,
    hyperParameters: settings,
    datasetVersionId: first.datasetVersionId,
    twinOf: { id: runId, name: "Fine-tuned" },
  });
  expect(twin?.graph).toEqual(plain);
  expect(await getRun(world.as(learner), runId)).toMatchObject({ twinId: twin?.id, twinOf: null });
  await world.deps.db
    .update(run)
    .set({ state: "finished" })
    .where(eq(run.id, twin?.id ?? ""));
  expect((await startTwin(world.as(learner), { runId })).id).toBe(twin?.id);
});

test("where its twin was cancelled it can have another, which is the one that is shown", async () => {
  const { id: runId } = await begun();
  const first = await startTwin(world.as(learner), { runId });
  await cancelRun(world.as(learner), first.id);
  expect((await getRun(world.as(learner), runId)).twinId).toBe(first.id);
  const second = await startTwin(world.as(learner), { runId });
  expect(second.id === first.id).toBe(false);
  expect((await getRun(world.as(learner), runId)).twinId).toBe(second.id);
});

test("a twin is held to what the cohort allows, and there is none of what has nothing to be held against", async () => {
  const { id: runId } = await begun();
  const { db } = world.deps;
  await db.update(cohort).set({ maxEpochs: 2 }).where(eq(cohort.id, cohortId));
  await expect(startTwin(world.as(learner), { runId })).rejects.toThrow(/at most 2 epochs.*asks for 3/);
  // An instructor's is not.
  const twin = await startTwin(world.as(instructor), { runId });
  // Which is there for who could not have started it.
  expect((await startTwin(world.as(learner), { runId })).id).toBe(twin.id);

  const fresh = await begun({ startedFrom: null });
  await expect(startTwin(world.as(learner), { runId: fresh.id })).rejects.toMatchObject({ code: "CONFLICT" });
  const failed = await begun({ state: "failed" });
  await expect(startTwin(world.as(learner), { runId: failed.id })).rejects.toThrow(/came to nothing/);
  const elsewhere = await createCohortOf(db);
  await expect(startTwin(world.as(elsewhere.instructor), { runId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a twin trains on the very version that its run did, or not at all", async () => {
  const { db } = world.deps;
  const [now] = await db
    .insert(datasetVersion)
    .values({ datasetId: "synthetic-tiles", number: 99, state: "failed" })
    .returning({ id: datasetVersion.id });
  const { id: runId } = await begun({ datasetVersionId: now?.id ?? "" });
  await expect(startTwin(world.as(learner), { runId })).rejects.toMatchObject({ code: "NOT_READY" });
});
