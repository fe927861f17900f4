import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#db/schema/index.ts";
import { createCohortOf } from "#db/testing/factories.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";

let world: TestDeps;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

test("who goes has all of their runs cancelled, also one whose settings this version cannot read", async () => {
  const { db } = world.deps;
  const { cohortId, instructor, learner } = await createCohortOf(db);
  const runs = [await queuedRun(world, cohortId, learner), await queuedRun(world, cohortId, learner)];
  const unreadable = { optimizer: "of a later version" };
  await db.execute(
    sql`update run set hyper_parameters = ${JSON.stringify(unreadable)}::jsonb where id = ${runs[0]?.id}`,
  );
  await removeMember(world.as(instructor), { cohortId, userId: learner.id });
  const states = await db.select({ state: run.state }).from(run).where(eq(run.cohortId, cohortId));
  expect(states).toEqual([{ state: "cancelled" }, { state: "cancelled" }]);
});
