import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runEvent, user } from "#db/schema/index.ts";
import { createDesignOf, createExerciseOf, createRunOf } from "#db/testing/factories.ts";
import { EMPTY_EXERCISE } from "#models/exercises/empty-exercise.ts";
import { createCohort } from "#server/services/cohort/create.ts";
import { joinCohort } from "#server/services/cohort/join.ts";
import { epochOf } from "#server/services/testing/started-run.ts";
import { createTestSite, type TestSite, type Visitor } from "./testing/test-site.ts";

let site: TestSite;
let instructor: Visitor;
let learner: Visitor;
let stranger: Visitor;
let cohortId: string;
let runId: string;

beforeAll(async () => {
  site = await createTestSite();
  const { db } = site.web.deps;
  [instructor, learner, stranger] = [await site.signUp(), await site.signUp(), await site.signUp()];
  const made = await createCohort(instructor.ctx, { name: "Remote sensing" });
  cohortId = made.id;
  await joinCohort(learner.ctx, { code: made.joinCode ?? "" });
  await createCohort(stranger.ctx, { name: "Elsewhere" });
  // As a hostile learner calls themselves and their work.
  await db.update(user).set({ name: '=HYPERLINK("x")' }).where(eq(user.id, learner.id));
  await createDesignOf(db, { cohortId, ownerId: learner.id }, { name: "+cmd|' /C calc'!A0" });
  const starter = { cohortId, startedBy: learner.id };
  const values = { state: "finished" as const, score: 0.5, name: '@SUM(1), "two"' };
  ({ id: runId } = await createRunOf(db, starter, values));
  const epochs = [1, 2].map((epoch) => ({
    runId,
    seq: epoch + 1,
    body: { kind: "epoch" as const, attempt: 1, ...epochOf(epoch) },
  }));
  await db.insert(runEvent).values(epochs);
});
afterAll(() => site.close());

const table = (visitor: Visitor, name: string) => visitor.fetch(`/api/cohorts/${cohortId}/${name}.csv`);

async function rowsOf(name: string): Promise<Record<string, string>[]> {
  const response = await table(instructor, name);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toContain(`remote-sensing-${name}-`);
  return parse(await response.text(), { columns: true });
}

test("an instructor takes along members, designs, runs and epochs, and no cell is a formula", async () => {
  const [members, designs, runs] = [await rowsOf("members"), await rowsOf("designs"), await rowsOf("runs")];
  expect(members).toHaveLength(2);
  expect(members[1]).toMatchObject({ name: `'=HYPERLINK("x")`, role: "learner", designs: "1", runs: "1" });
  expect(designs).toMatchObject([{ name: "'+cmd|' /C calc'!A0", is_shared: "false" }]);
  expect(runs).toMatchObject([{ name: `'@SUM(1), "two"`, state: "finished", score: "0.5", run_id: runId }]);
  expect(await rowsOf("epochs")).toMatchObject([
    { epoch: "1", loss: "1", val_accuracy: "0.5", is_best: "true" },
    { epoch: "2", loss: "0.5" },
  ]);
});

test("a gradebook has a column an exercise and a check", async () => {
  const checks = [{ id: "a", test: { kind: "max-params" as const, max: 10 }, points: 2, message: "" }];
  const content = { ...EMPTY_EXERCISE.content, checks };
  const of = { cohortId, createdBy: instructor.id };
  await createExerciseOf(site.web.deps.db, of, { title: "=1+1", content });
  const [own] = await rowsOf("gradebook");
  expect(own).toMatchObject({ name: `'=HYPERLINK("x")`, "1. =1+1: state": "nothing handed in" });
  expect(Object.keys(own ?? {})).toContain("1. =1+1: check 1, At most 10 parameters");
  expect((await table(learner, "gradebook")).status).toBe(403);
  expect((await table(stranger, "gradebook")).status).toBe(404);
});

test("nobody else does", async () => {
  for (const name of ["members", "designs", "runs", "epochs"]) {
    expect((await table(learner, name)).status).toBe(403);
    expect((await table(stranger, name)).status).toBe(404);
  }
  expect((await fetch(`${site.web.url}/api/cohorts/${cohortId}/runs.csv`)).status).toBe(401);
  expect((await table(instructor, "passwords")).status).toBe(404);
});
