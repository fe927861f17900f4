import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { design, run, worker } from "#db/schema/index.ts";
import { createCohortOf, createDesignOf, createRunOf } from "#db/testing/factories.ts";
import { getDesign } from "./design/get.ts";
import { listDesigns } from "./design/list.ts";
import { cancelRun } from "./run/cancel.ts";
import { getRun } from "./run/get.ts";
import { listRuns } from "./run/list.ts";
import { removeRun } from "./run/remove.ts";
import { renameRun } from "./run/rename.ts";
import { createTestDeps, type TestDeps } from "./testing/test-deps.ts";
import { listWorkers } from "./worker/list.ts";

let services: TestDeps;

beforeAll(async () => {
  services = await createTestDeps();
});
afterAll(() => services.close());

const UNREADABLE = { code: "UNREADABLE", message: expect.stringContaining("cannot read") };
const FROM_TOMORROW = sql`'{"version": 99, "layers": []}'::jsonb`;

test("a network of a version to come stands in the list beside the others, and opening it says why it cannot", async () => {
  const { db } = services.deps;
  const { cohortId, learner } = await createCohortOf(db);
  const ctx = services.as(learner);
  const good = await createDesignOf(db, { cohortId, ownerId: learner.id });
  const bad = await createDesignOf(db, { cohortId, ownerId: learner.id }, { name: "From tomorrow" });
  await db.update(design).set({ graph: FROM_TOMORROW, outline: FROM_TOMORROW }).where(eq(design.id, bad.id));

  const { items } = await listDesigns(ctx, { cohortId, of: "me", limit: 10 });
  expect(items.map(({ id }) => id).toSorted()).toEqual([good.id, bad.id].toSorted());
  await expect(getDesign(ctx, bad.id)).rejects.toMatchObject(UNREADABLE);
  expect((await getDesign(ctx, good.id)).graph).toEqual(good.graph);
});

test("a run whose settings cannot be read is listed; where only its progress cannot, its page is there without", async () => {
  const { db } = services.deps;
  const { cohortId, learner } = await createCohortOf(db);
  const ctx = services.as(learner);
  const starter = { cohortId, startedBy: learner.id };
  const dim = await createRunOf(db, starter);
  await db
    .update(run)
    .set({ progress: sql`'{"percent": 5}'::jsonb`, failure: FROM_TOMORROW })
    .where(eq(run.id, dim.id));
  expect(await getRun(ctx, dim.id)).toMatchObject({ progress: null, failure: { code: "INTERNAL" } });

  const bad = await createRunOf(db, starter);
  await db
    .update(run)
    .set({ hyperParameters: sql`'{"epochs": 3, "optimizer": "newton"}'::jsonb` })
    .where(eq(run.id, bad.id));
  expect((await listRuns(ctx, { cohortId, limit: 10 })).items).toHaveLength(2);
  await expect(getRun(ctx, bad.id)).rejects.toMatchObject(UNREADABLE);

  await renameRun(ctx, { runId: bad.id, name: "From tomorrow" });
  await db.update(run).set({ state: "paused" }).where(eq(run.id, bad.id));
  await cancelRun(ctx, bad.id);
  const listed = await listRuns(ctx, { cohortId, search: "tomorrow", limit: 10 });
  expect(listed.items).toMatchObject([{ id: bad.id, state: "cancelled" }]);
  await removeRun(ctx, bad.id);
  expect((await listRuns(ctx, { cohortId, limit: 10 })).items).toMatchObject([{ id: dim.id }]);
});

test("workers are listed whatever another version wrote of one", async () => {
  const { db } = services.deps;
  const { cohortId, learner } = await createCohortOf(db);
  await db.insert(worker).values([
    { id: "a", hostname: "a", engine: "onnx", versions: { node: "22.0.0" } },
    { id: "b", hostname: "b", engine: "onnx", versions: sql`'[1]'::jsonb`, refused: sql`'{"no": 1}'::jsonb` },
  ]);
  const listed = await listWorkers(services.as(learner), cohortId);
  expect(Object.fromEntries(listed.map(({ id, versions, refused }) => [id, { versions, refused }]))).toEqual({
    a: { versions: { node: "22.0.0" }, refused: [] },
    b: { versions: null, refused: [] },
  });
});
