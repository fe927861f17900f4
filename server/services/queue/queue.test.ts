import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember, createCohortOf, type Person } from "#db/testing/factories.ts";
import { cancelRun } from "../run/cancel.ts";
import { pauseRun } from "../run/pause.ts";
import { claimNext, queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { getQueue } from "./get.ts";
import { moveInQueue } from "./move.ts";

let world: TestDeps;
type Class = { cohortId: string; instructor: Person; learner: Person };
let mine: Class;
let theirs: Class;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.deps.db.execute(sql`delete from pgboss.job`);
  [mine, theirs] = [await createCohortOf(world.deps.db), await createCohortOf(world.deps.db)];
});

/** A person's first run, so that all wait with the same priority. */
async function wait({ cohortId }: Class): Promise<string> {
  const person = await addMember(world.deps.db, cohortId, "learner");
  return (await queuedRun(world, cohortId, person)).id;
}

const seen = async ({ cohortId, instructor }: Class) =>
  (await getQueue(world.as(instructor), cohortId)).entries.map(({ run }) => run?.id ?? "another class's");
const move = ({ cohortId, instructor }: Class, runId: string, beforeRunId: string | null) =>
  moveInQueue(world.as(instructor), { cohortId, runId, beforeRunId });

describe("the queue", () => {
  test("shows what trains and then what waits, and of other classes only that they are there", async () => {
    const [first, foreign, second] = [await wait(mine), await wait(theirs), await wait(mine)];
    await claimNext(world);
    const { entries, hasMore } = await getQueue(world.as(mine.learner), mine.cohortId);
    expect(entries.map(({ place, run }) => [place, run?.id, run?.state])).toEqual([
      [null, first, "running"],
      [0, undefined, undefined],
      [1, second, "queued"],
    ]);
    expect(hasMore).toBe(false);
    expect(JSON.stringify(entries)).not.toContain(foreign);
  });

  test("is moved about among a class's own places, and workers fetch in that order", async () => {
    const [a, foreign, b, c] = [await wait(mine), await wait(theirs), await wait(mine), await wait(mine)];
    await move(mine, c, a);
    expect(await seen(mine)).toEqual([c, "another class's", a, b]);
    await move(mine, c, null);
    expect(await seen(mine)).toEqual([a, "another class's", b, c]);
    await move(mine, b, a);
    const fetched = [];
    for (let turn = 0; turn < 4; turn += 1) fetched.push((await claimNext(world)).runId);
    expect(fetched).toEqual([b, foreign, a, c]);
  });

  test("keeps what each person's second run waits behind: places go with the class, not with the run", async () => {
    const person = mine.learner;
    const first = (await queuedRun(world, mine.cohortId, person)).id;
    const second = (await queuedRun(world, mine.cohortId, person)).id;
    const foreign = await wait(theirs);
    expect(await seen(mine)).toEqual([first, "another class's", second]);
    await move(mine, second, first);
    expect(await seen(mine)).toEqual([second, "another class's", first]);
    expect(await seen(theirs)).toEqual(["another class's", foreign, "another class's"]);
  });

  test("is not moved by a learner, by a stranger, nor with another class's runs", async () => {
    const [own, foreign] = [await wait(mine), await wait(theirs)];
    const input = { cohortId: mine.cohortId, runId: own, beforeRunId: null };
    await expect(moveInQueue(world.as(mine.learner), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(moveInQueue(world.as(theirs.instructor), input)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(move(mine, foreign, own)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(move(mine, own, foreign)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(move(mine, own, own)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await seen(mine)).toEqual([own, "another class's"]);
  });

  test("says so where a run trains already, was paused or cancelled meanwhile", async () => {
    const [a, b, c] = [await wait(mine), await wait(mine), await wait(mine)];
    await claimNext(world);
    await pauseRun(world.as(mine.instructor), b);
    await expect(move(mine, a, null)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(move(mine, b, null)).rejects.toMatchObject({ code: "CONFLICT" });
    await cancelRun(world.as(mine.instructor), c);
    await expect(move(mine, c, null)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await seen(mine)).toEqual([a]);
  });

  test("stays whole where two move at once", async () => {
    const [a, b, c] = [await wait(mine), await wait(mine), await wait(mine)];
    await Promise.all([move(mine, c, a), move(mine, b, a), move(mine, a, null)]);
    expect((await seen(mine)).toSorted()).toEqual([a, b, c].toSorted());
  });
});
