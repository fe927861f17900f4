import { randomUUID } from "node:crypto";
import { array, assert, asyncProperty, constantFrom, nat, record } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#db/schema/index.ts";
import {
  addMember,
  createCohortOf,
  createRunOf,
  presetGraph,
  type Person,
  versionOf,
} from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { leaveCohort } from "./leave.ts";
import { cohortLeaderboard } from "./leaderboard.ts";

let world: TestDeps;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

type Score = { score: number; tieBreak?: number; params?: number; minute?: number };

async function score(cohortId: string, person: Person, values: Score & { name: string; datasetId?: string }) {
  const { minute = 0, ...columns } = values;
  return createRunOf(
    world.deps.db,
    { cohortId, startedBy: person.id },
    { state: "finished", tieBreak: 0.5, finishedAt: new Date(Date.UTC(2026, 0, 1, 12, minute)), ...columns },
  );
}

async function board(cohortId: string, person: Person) {
  const { rows } = await cohortLeaderboard(world.as(person), { cohortId });
  return rows.map(({ rank, runName, isMe }) => `${rank} ${runName}${isMe ? " (me)" : ""}`);
}

test("ties go to macro F1, then to fewer parameters, then to the earlier run", async () => {
  const { cohortId, instructor, learner } = await createCohortOf(world.deps.db);
  const more = await Promise.all([1, 2, 3].map(() => addMember(world.deps.db, cohortId, "learner")));
  const level = { score: 0.8, tieBreak: 0.7, params: 1000 };
  await score(cohortId, instructor, { name: "later", ...level, minute: 2 });
  await score(cohortId, learner, { name: "earlier", ...level, minute: 1 });
  await score(cohortId, more[0]!, { name: "smaller", ...level, params: 999, minute: 3 });
  await score(cohortId, more[1]!, { name: "better F1", ...level, tieBreak: 0.71, params: 9999, minute: 4 });
  await score(cohortId, more[2]!, { name: "more accurate", score: 0.81, tieBreak: 0.1, minute: 5 });
  expect(await board(cohortId, learner)).toEqual([
    "1 more accurate",
    "2 better F1",
    "3 smaller",
    "4 earlier (me)",
    "5 later",
  ]);
});

test("each person is there once, with their best run by the same rules", async () => {
  const { cohortId, learner } = await createCohortOf(world.deps.db);
  await score(cohortId, learner, { name: "worse", score: 0.6, tieBreak: 0.9 });
  await score(cohortId, learner, { name: "best", score: 0.9, tieBreak: 0.8, minute: 1 });
  await score(cohortId, learner, { name: "best but later", score: 0.9, tieBreak: 0.8, minute: 2 });
  expect(await board(cohortId, learner)).toEqual(["1 best (me)"]);
});

test("what is not a score never ranks", async () => {
  const { cohortId, learner, instructor } = await createCohortOf(world.deps.db);
  const others = await Promise.all([1, 2, 3, 4].map(() => addMember(world.deps.db, cohortId, "learner")));
  await score(cohortId, learner, { name: "NaN", score: Number.NaN });
  await score(cohortId, others[0]!, { name: "infinite", score: Number.POSITIVE_INFINITY });
  await score(cohortId, others[1]!, { name: "NaN F1", score: 0.9, tieBreak: Number.NaN });
  await createRunOf(
    world.deps.db,
    { cohortId, startedBy: others[2]!.id },
    { name: "failed", state: "failed", score: 0.9, tieBreak: 0.9 },
  );
  await score(cohortId, others[3]!, { name: "other images", score: 0.9, datasetId: "eurosat-rgb" });
  await score(cohortId, instructor, { name: "a score", score: 0 });
  expect(await board(cohortId, instructor)).toEqual(["1 a score (me)"]);
});

test("other cohorts and people who left are not on it", async () => {
  const { cohortId, learner, instructor } = await createCohortOf(world.deps.db);
  const elsewhere = await createCohortOf(world.deps.db);
  await addMember(world.deps.db, elsewhere.cohortId, "learner", learner);
  await score(elsewhere.cohortId, learner, { name: "elsewhere", score: 0.9 });
  await score(cohortId, learner, { name: "here", score: 0.5 });
  expect(await board(cohortId, instructor)).toEqual(["1 here"]);
  await leaveCohort(world.as(learner), cohortId);
  expect(await board(cohortId, instructor)).toEqual([]);
});

test("whatever the runs are, the board is what sorting all of them gives", async () => {
  const { db } = world.deps;
  const datasets = ["synthetic-tiles", "eurosat-rgb"] as const;
  const versions = {
    "synthetic-tiles": await versionOf(db, "synthetic-tiles"),
    "eurosat-rgb": await versionOf(db, "eurosat-rgb"),
  };
  const scoreOf = constantFrom(0, 0.25, 0.5, 1, -1, 2, Number.NaN, Number.POSITIVE_INFINITY, null);
  const oneRun = record({
    person: nat({ max: 4 }),
    state: constantFrom("finished", "finished", "finished", "failed", "cancelled", "queued"),
    datasetId: constantFrom(...datasets),
    score: scoreOf,
    tieBreak: scoreOf,
    params: constantFrom(10, 20),
    minute: nat({ max: 2 }),
  });
  await assert(
    asyncProperty(array(oneRun, { minLength: 1, maxLength: 60 }), nat({ max: 3 }), async (runs, gone) => {
      const { cohortId, instructor, learner } = await createCohortOf(db);
      const more = await Promise.all([1, 2, 3].map(() => addMember(db, cohortId, "learner")));
      const people = [learner, ...more, instructor];
      const made = await db
        .insert(run)
        .values(
          runs.map(({ person, minute, ...values }, index) => ({
            ...values,
            datasetVersionId: versions[values.datasetId],
            cohortId,
            startedBy: people[person]?.id ?? learner.id,
            name: `run ${index}`,
            graph: presetGraph(),
            hyperParameters: DEFAULT_HYPER_PARAMETERS,
            macs: 1,
            jobId: randomUUID(),
            finishedAt: new Date(Date.UTC(2026, 0, 1, 12, minute)),
          })),
        )
        .returning();
      const left = people[gone] ?? learner;
      await leaveCohort(world.as(left), cohortId);
      const { rows } = await cohortLeaderboard(world.as(instructor), { cohortId });
      expect(rows.map(({ runId }) => runId)).toEqual(naiveBoard(made, left.id));
      expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, index) => index + 1));
    }),
    { numRuns: 40 },
  );
});

/** Ids of the best runs, by hand. */
function naiveBoard(runs: readonly (typeof run.$inferSelect)[], leftId: string): string[] {
  const isScore = (value: number | null) => value !== null && Number.isFinite(value);
  const ranked = runs
    .filter(
      ({ state, datasetId, score, tieBreak, startedBy }) =>
        state === "finished" &&
        datasetId === "synthetic-tiles" &&
        isScore(score) &&
        isScore(tieBreak) &&
        startedBy !== leftId,
    )
    .toSorted(
      (a, b) =>
        (b.score ?? 0) - (a.score ?? 0) ||
        (b.tieBreak ?? 0) - (a.tieBreak ?? 0) ||
        a.params - b.params ||
        (a.finishedAt?.getTime() ?? 0) - (b.finishedAt?.getTime() ?? 0) ||
        (a.id < b.id ? -1 : 1),
    );
  return ranked
    .filter((row, index) => ranked.findIndex(({ startedBy }) => startedBy === row.startedBy) === index)
    .map(({ id }) => id);
}
