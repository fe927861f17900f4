import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact } from "#db/schema/index.ts";
import { createCohortOf, createRunOf } from "#db/testing/factories.ts";
import { createPrediction } from "#server/services/prediction/create.ts";
import { getPrediction } from "#server/services/prediction/get.ts";
import { createTestDeps, type TestDeps } from "#server/services/testing/test-deps.ts";
import { homePaths } from "#server/storage/home.ts";
import { createChildPool } from "../../host/child-pool.ts";
import { holdJob } from "../../host/hold-job.ts";
import { createLeftToOthers } from "../../host/left-to-others.ts";
import { createResident } from "../../host/resident.ts";
import { createResidentPool } from "../../host/resident-pool.ts";
import { startChild } from "../../host/start-child.ts";
import { predictHandler } from "./work.ts";

let world: TestDeps;
let home: string;
beforeAll(async () => {
  world = await createTestDeps();
  home = await mkdtemp(join(tmpdir(), "strata-predict-"));
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});

test("a worker that lost its question leaves the answer to the one that has it", async () => {
  const { deps, as } = world;
  const { cohortId, learner } = await createCohortOf(deps.db);
  const { id: runId } = await createRunOf(
    deps.db,
    { cohortId, startedBy: learner.id },
    { state: "finished" },
  );
  const { key, ...file } = await deps.files.put(`runs/${runId}/model.onnx`, Readable.from(["weights"]));
  await deps.db.insert(artifact).values({ runId, kind: "onnx", storageKey: key, ...file });
  const { id } = await createPrediction(as(learner), { runId, validationIndex: 0 });

  const entry = join(home, "silent.mjs");
  await writeFile(entry, "process.stdin.resume();");
  const start = () => startChild({ entry, memoryLimitBytes: 2 ** 34, logger: deps.logger });
  const children = createChildPool(start);
  const resident = createResident({ start, logger: deps.logger });
  const limits = { memoryLimitBytes: 2 ** 34, threads: 1 };
  const engine = () => "cpu" as const;
  const common = { ...deps, ...limits, engine, deviceMemoryBytes: () => null };
  const context = {
    ...common,
    workerId: "worker-1",
    paths: homePaths(home),
    children,
    resident,
    scorers: createResidentPool(1, () => resident),
    leftToOthers: createLeftToOthers(1),
  };
  const { job, work } = (await predictHandler.fetch(context))!;
  // As the queue does with a job whose worker was not heard of for too long.
  await deps.jobs.fail(job, "no heartbeat");
  const lost = new AbortController();
  const letGo = holdJob({ ...deps, job, onLost: () => lost.abort() });
  await work({ lost: lost.signal, onStart: () => undefined });
  letGo();
  children.close();
  resident.close();
  expect((await getPrediction(as(learner), id)).state).toBe("queued");
});
