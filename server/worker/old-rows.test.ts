import { afterAll, beforeAll, expect, test } from "vitest";
import type { DatabaseFixture } from "#db/testing/dump-rows.ts";
import { createOldDatabase, readFixture } from "#db/testing/old-database.ts";
import { eventually } from "#models/testing/eventually.ts";
import { applyRunEvents, EMPTY_RUN_HISTORY } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { cohortLeaderboard } from "#server/services/cohort/leaderboard.ts";
import { getCohort } from "#server/services/cohort/get.ts";
import { listCohorts } from "#server/services/cohort/list.ts";
import type { ServiceContext } from "#server/services/context.ts";
import { getDesign } from "#server/services/design/get.ts";
import { listDesigns } from "#server/services/design/list.ts";
import { saveDesign } from "#server/services/design/save.ts";
import { getPrediction } from "#server/services/prediction/get.ts";
import { getRun } from "#server/services/run/get.ts";
import { listRuns } from "#server/services/run/list.ts";
import { runResult } from "#server/services/run/result.ts";
import { resumeRun } from "#server/services/run/resume.ts";
import { getStorage } from "#server/services/storage/get.ts";
import { createTestSite, type TestSite } from "#server/web/testing/test-site.ts";
import { startWorkerProcess, type WorkerProcess } from "./testing/worker-process.ts";

type Row = Record<string, unknown> & { id: string };

let fixture: DatabaseFixture;
let site: TestSite;
let worker: WorkerProcess | undefined;
let learner: ServiceContext;
let cohortId: string;

beforeAll(async () => {
  fixture = await readFixture("rows-at-0012");
  site = await createTestSite({ tiles: 400, database: await createOldDatabase(fixture) });
  learner = as("Learner One");
  cohortId = String(named("design", "Tiny network").cohort_id);
});
afterAll(async () => {
  await worker?.end("SIGKILL");
  await site.close();
});

const rowsOf = (table: string) => (fixture.tables[table] ?? []) as Row[];

const namesOf = (table: string) =>
  rowsOf(table)
    .map(({ name }) => String(name))
    .toSorted();

function named(table: string, name: string): Row {
  const found = rowsOf(table).find((row) => row.name === name);
  if (found === undefined) throw new Error(`The fixture has no ${table} ${name}`);
  return found;
}

function as(name: string): ServiceContext {
  return { ...site.web.deps, actor: { id: named("user", name).id, name } };
}

test("every design of an older version is listed, opened and saved, whole, branching and half typed", async () => {
  const listed: string[] = [];
  for (const person of rowsOf("user")) {
    const ctx = as(String(person.name));
    const { items } = await listDesigns(ctx, { cohortId, of: "me", limit: 100 });
    for (const { id, name, layerCount } of items) {
      const before = named("design", name).graph as { nodes: Row[]; edges: unknown[] };
      expect(layerCount).toBe(before.nodes.length);
      const { graph, revision } = await getDesign(ctx, id);
      expect(graph.nodes.map(({ type, settings }) => ({ type, settings }))).toEqual(
        before.nodes.map(({ type, settings }) => ({ type, settings })),
      );
      expect(graph.edges).toHaveLength(before.edges.length);
      await saveDesign(ctx, { designId: id, revision, graph });
      listed.push(name);
    }
  }
  expect(listed.toSorted()).toEqual(namesOf("design"));
  const shared = await listDesigns(learner, { cohortId, of: "others", limit: 100 });
  expect(shared.items.map(({ name }) => name)).toContain("With branches");
});

test("every run of an older version shows its history, its end and its result", async () => {
  const { items } = await listRuns(learner, { cohortId, limit: 100 });
  const rows = rowsOf("run");
  expect(items.map(({ name }) => name).toSorted()).toEqual(namesOf("run"));
  for (const { id, name, state, last_seq: lastSeq } of rows) {
    const run = await getRun(learner, id);
    expect(run).toMatchObject({ name, state, lastSeq });
    expect(run.events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: Number(lastSeq) }, (_, i) => i + 1),
    );
    const epochs = rowsOf("run_event").filter(
      (event) => event.run_id === id && (event.body as { kind: string }).kind === "epoch",
    );
    const history = applyRunEvents(EMPTY_RUN_HISTORY, run.events);
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_, index) => index + 1));
    expect(history.state).toBe(state);
    const scored = rowsOf("run_evaluation").find((one) => one.run_id === id);
    const result = await runResult(learner, id);
    expect(result?.test?.count).toBe(scored === undefined ? undefined : 600);
    expect(result?.test?.confusion).toEqual((scored?.test as Row | undefined)?.confusion);
  }
  expect((await getRun(learner, named("run", "Diverged").id)).failure?.code).toBe("NOT_FINITE");
  expect((await getRun(learner, named("run", "Running").id)).progress).toMatchObject({ epochs: 40 });
});

test("the board, the members, the answers and what people's networks use are as they were", async () => {
  const board = await cohortLeaderboard(learner, { cohortId, datasetId: "synthetic-tiles" });
  expect(board.rows.map(({ runName }) => runName)).toEqual(["Finished", "Finished too"]);
  expect((await getCohort(learner, cohortId)).members).toHaveLength(5);
  expect(await listCohorts(as("Demo Instructor"))).toHaveLength(2);
  expect((await getStorage(learner, cohortId)).mine.usedBytes).toBeGreaterThan(0);
  for (const row of rowsOf("prediction")) {
    const ctx = as(row.asked_by === learner.actor.id ? "Learner One" : "Learner Two");
    const asked = await getPrediction(ctx, row.id);
    const { state, probabilities } = row;
    const answer = probabilities === null ? null : { task: "classification", probabilities };
    expect(asked).toMatchObject({ state, answer });
  }
});

test("what waited and what was paused trains to its end", async () => {
  const queued = named("run", "Queued");
  // The queue's own tables are not part of the fixture.
  await site.web.deps.db.transaction((tx) =>
    site.web.deps.jobs.enqueue(tx, trainRunJob, { runId: queued.id }, { id: String(queued.job_id) }),
  );
  const other = as("Learner Two");
  const paused = named("run", "Paused").id;
  await resumeRun(other, { runId: paused, isAnew: false });
  worker = await startWorkerProcess(site.environment);
  const ended = await runWhen(learner, queued.id, "finished");
  expect(ended.epochsDone).toBe(2);
  expect(await runResult(learner, queued.id)).not.toBeNull();

  // Its checkpoint lies on the disk of another machine.
  const lost = await runWhen(other, paused, "paused");
  expect(lost.lastSeq).toBeGreaterThan(Number(named("run", "Paused").last_seq));
  await resumeRun(other, { runId: paused, isAnew: true });
  const again = await runWhen(other, paused, "finished");
  expect(applyRunEvents(EMPTY_RUN_HISTORY, again.events).epochs).toHaveLength(6);
});

const OVER = new Set<RunDetails["state"]>(["finished", "failed", "cancelled", "paused"]);

async function runWhen(ctx: ServiceContext, runId: string, state: RunDetails["state"]): Promise<RunDetails> {
  const run = await eventually(async () => {
    const now = await getRun(ctx, runId);
    if (!OVER.has(now.state)) throw new Error(`The run is ${now.state}`);
    return now;
  });
  if (run.state !== state) throw new Error(`The run is ${run.state}: ${run.failure?.message ?? ""}`);
  return run;
}
