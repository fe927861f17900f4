import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCohortOf, createDesignOf, createPerson, createRunOf } from "#db/testing/factories.ts";
import { findDesign } from "../design/find.ts";
import { findRun } from "../run/find.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";

let world: TestDeps;
beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());

test("what a stranger may not see does not exist, what the database cannot say is an error", async () => {
  const { deps, as } = world;
  const { cohortId, learner } = await createCohortOf(deps.db);
  const design = await createDesignOf(deps.db, { cohortId, ownerId: learner.id });
  const run = await createRunOf(deps.db, { cohortId, startedBy: learner.id });
  const stranger = await createPerson(deps.db);
  await expect(findRun(as(stranger), run.id)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: "There is no such run",
  });
  await expect(findDesign(as(stranger), design.id)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: "There is no such design",
  });

  await deps.db.execute(sql`alter table cohort_member rename to unreachable`);
  try {
    await expect(findRun(as(learner), run.id)).rejects.toThrow("Failed query");
    await expect(findDesign(as(learner), design.id)).rejects.toThrow("Failed query");
  } finally {
    await deps.db.execute(sql`alter table unreachable rename to cohort_member`);
  }
});
