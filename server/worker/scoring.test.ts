import { getPriority } from "node:os";
import { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, run, runPrediction, submission } from "#db/schema/index.ts";
import {
  addMember,
  createExerciseOf,
  createRunOf,
  createSubmissionOf,
  presetGraph,
} from "#db/testing/factories.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { eventually } from "#models/testing/eventually.ts";
import { exportModel } from "#server/engine/onnx/graph/export-model.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { queueDepth } from "#server/jobs/queue-depth.ts";
import { runResult } from "#server/services/run/result.ts";
import { classSubmissions } from "#server/services/submission/of-class.ts";
import { scoreAgain } from "#server/services/submission/score-again.ts";
import { createLab, type Lab } from "./testing/lab.ts";

let lab: Lab;
beforeAll(async () => {
  lab = await createLab(100);
});
afterAll(() => lab.close());

const checks = [
  { id: "some", test: { kind: "accuracy", min: 0 } as const, points: 3, message: "" },
  { id: "all", test: { kind: "accuracy", min: 1 } as const, points: 5, message: "" },
];

test("what goes wrong is the end of its own submission alone, and no network is asked twice", async () => {
  const { db, files } = lab.site.web.deps;
  const { cohortId, learner } = lab;
  const instructor = await lab.site.signUp();
  await addMember(db, cohortId, "instructor", instructor.ctx.actor);
  const content = { ...EMPTY_EXERCISE.content, checks };
  const { id: exerciseId } = await createExerciseOf(db, { cohortId, createdBy: instructor.id }, { content });
  const worker = await lab.worker({ ENGINE_THREADS: "2" });
  const trained = await lab.train({ epochs: 1 });
  await lab.runWhen(trained, ({ state }) => state === "finished");
  const [row] = await db.select().from(run).where(eq(run.id, trained));
  if (row === undefined) throw new Error("The run is gone");
  const { datasetId, datasetVersionId } = row;

  // What has been trained here needs no asking.
  const [own] = await db.select().from(runPrediction).where(eq(runPrediction.runId, trained));
  const [model] = await db
    .select({ sha256: artifact.sha256 })
    .from(artifact)
    .where(and(eq(artifact.runId, trained), eq(artifact.kind, "onnx")));
  const { test: scores } = (await runResult(learner.ctx, trained)) ?? {};
  expect(own).toMatchObject({ weightsSha256: model?.sha256, evaluation: scores });
  expect(own?.answers.byteLength).toBe(4 * (scores?.count ?? 0));
  await db.delete(runPrediction);

  async function handIn(number: number, model: Uint8Array): Promise<string> {
    const of = { cohortId, startedBy: learner.id };
    const { id: runId } = await createRunOf(db, of, { state: "finished", datasetId, datasetVersionId });
    const { key, ...file } = await files.put(`runs/${runId}/model-1.onnx`, Readable.from([model]));
    await db.insert(artifact).values({ runId, kind: "onnx", storageKey: key, ...file });
    const id = await createSubmissionOf(db, { cohortId, exerciseId, userId: learner.id, runId, number });
    await db.update(submission).set({ state: "failed" }).where(eq(submission.id, id));
    return id;
  }
  const plan = planNetwork(presetGraph(), { inputShape: [64, 64, 3], target: EUROSAT.target });
  const models = [1, 2, 3].map((seed) => exportModel(plan, initialWeights(plan, seed)));
  const [first, second, third] = await Promise.all(models.map((model, index) => handIn(index + 1, model)));
  const broken = await handIn(4, new TextEncoder().encode("not a network"));
  const exploded = initialWeights(plan, 4);
  for (const values of exploded.values()) values.fill(Number.NaN);
  const nowhere = await handIn(5, exportModel(plan, exploded));

  async function scoreAll(whileQueued = async () => undefined as void) {
    expect(await scoreAgain(instructor.ctx, { exerciseId })).toEqual({ queued: 5 });
    await whileQueued();
    await eventually(async () => {
      const { counts } = await classSubmissions(instructor.ctx, exerciseId);
      expect(counts).toEqual({ waiting: 0, queued: 0, scored: 3, failed: 2 });
    });
    return db.select().from(submission).where(eq(submission.exerciseId, exerciseId));
  }
  const rows = await scoreAll();
  for (const id of [first, second, third])
    expect(rows.find((row) => row.id === id)).toMatchObject({ state: "scored", checkPoints: 3 });
  const failureOf = (id: string) => rows.find((row) => row.id === id)?.failure;
  expect(failureOf(broken)).not.toBeNull();
  expect(failureOf(nowhere)).toContain("not numbers");
  const kept = await db.select().from(runPrediction);
  expect(kept.map(({ answers }) => answers.byteLength)).toEqual([1, 2, 3].map(() => own?.answers.byteLength));
  const times = new Map(kept.map(({ runId, createdAt }) => [runId, createdAt]));
  await scoreAll();
  for (const { runId, createdAt } of await db.select().from(runPrediction))
    expect(createdAt).toEqual(times.get(runId));

  // Processes that die while they are asked cost nobody their score.
  await db.delete(runPrediction);
  const scorers = (await worker.children()).filter((pid) => getPriority(pid) === 19);
  expect(scorers.length).toBeGreaterThan(0);
  for (const pid of scorers) process.kill(pid, "SIGSTOP");
  const again = await scoreAll(async () => {
    await eventually(async () => {
      const running = (await queueDepth(db)).find(
        ({ queue, state }) => queue === "score-submission" && state === "running",
      );
      expect(running?.count).toBeGreaterThanOrEqual(scorers.length);
    });
    for (const pid of scorers) process.kill(pid, "SIGKILL");
  });
  const pointsOf = (all: typeof rows) => new Map(all.map((row) => [row.id, row.checkPoints]));
  expect(pointsOf(again)).toEqual(pointsOf(rows));
  expect(await db.select().from(runPrediction)).toHaveLength(3);
});
