import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#db/schema/index.ts";
import { createCohortOf } from "#db/testing/factories.ts";
import { archiveCohort } from "../cohort/archive.ts";
import { deleteCohort } from "../cohort/delete-cohort.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";

let world: TestDeps;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

/** Two that wait in a cohort, one of them with settings that this version cannot read. */
async function waitingRuns() {
  const { db } = world.deps;
  const people = await createCohortOf(db);
  const { cohortId, learner } = people;
  const runs = [await queuedRun(world, cohortId, learner), await queuedRun(world, cohortId, learner)];
  const unreadable = { optimizer: "of a later version" };
  await db.execute(
    sql`update run set hyper_parameters = ${JSON.stringify(unreadable)}::jsonb where id = ${runs[0]?.id}`,
  );
  return people;
}

const statesIn = (cohortId: string) =>
  world.deps.db.select({ state: run.state }).from(run).where(eq(run.cohortId, cohortId));

test("who goes has all of their runs cancelled, also one whose settings this version cannot read", async () => {
  const { cohortId, instructor, learner } = await waitingRuns();
  await removeMember(world.as(instructor), { cohortId, userId: learner.id });
  expect(await statesIn(cohortId)).toEqual([{ state: "cancelled" }, { state: "cancelled" }]);
});

test("an archived cohort has all of its runs cancelled, and one is deleted, whatever their settings", async () => {
  const archived = await waitingRuns();
  await archiveCohort(world.as(archived.instructor), { cohortId: archived.cohortId, isArchived: true });
  expect(await statesIn(archived.cohortId)).toEqual([{ state: "cancelled" }, { state: "cancelled" }]);

  const { cohortId } = await waitingRuns();
  await world.deps.db.transaction((tx) => deleteCohort(world.deps, tx, cohortId));
  expect(await statesIn(cohortId)).toEqual([]);
});
