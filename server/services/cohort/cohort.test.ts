import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember, createCohortOf, createPerson, type Person } from "#db/testing/factories.ts";
import { queuedRun } from "../testing/started-run.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { getRun } from "../run/get.ts";
import { createCohort } from "./create.ts";
import { getCohort } from "./get.ts";
import { createJoinCode, formatJoinCode, normalizeJoinCode } from "./join-code.ts";
import { joinCohort } from "./join.ts";
import { leaveCohort } from "./leave.ts";
import { listCohorts } from "./list.ts";
import { removeMember } from "./remove-member.ts";
import { renameCohort } from "./rename.ts";
import { rotateJoinCode } from "./rotate-join-code.ts";

let world: TestDeps;
let cohortId: string;
let learner: Person;
let instructor: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, learner, instructor } = await createCohortOf(world.deps.db));
});

test("codes are long, read aloud well, and forgive how they are typed", () => {
  const codes = Array.from({ length: 200 }, createJoinCode);
  expect(new Set(codes).size).toBe(200);
  for (const code of codes) {
    expect(code).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{10}$/);
    expect(normalizeJoinCode(` ${formatJoinCode(code).toLowerCase().replace("-", " – ")} `)).toBe(code);
  }
});

test("an instructor makes a cohort and a learner joins it by its code", async () => {
  const { deps, as } = world;
  const maker = await createPerson(deps.db, "An instructor");
  const joiner = await createPerson(deps.db, "A learner");
  const made = await createCohort(as(maker), { name: "Lab" });
  expect(made).toMatchObject({ name: "Lab", role: "instructor", memberCount: 1 });

  const joined = await joinCohort(as(joiner), { code: made.joinCode?.toLowerCase() ?? "" });
  expect(joined).toMatchObject({ id: made.id, role: "learner", memberCount: 2 });
  expect(joined).not.toHaveProperty("joinCode");
  expect(await getCohort(as(joiner), made.id)).toMatchObject({ joinCode: null });
  expect(await joinCohort(as(maker), { code: made.joinCode ?? "" })).toMatchObject({ role: "instructor" });
  expect((await getCohort(as(maker), made.id)).members.map(({ name, role }) => [name, role])).toEqual([
    ["An instructor", "instructor"],
    ["A learner", "learner"],
  ]);
  expect(await listCohorts(as(joiner))).toMatchObject([{ id: made.id, memberCount: 2 }]);
});

test("a code that was replaced lets nobody in", async () => {
  const { deps, as } = world;
  const before = await rotateJoinCode(as(instructor), cohortId);
  const after = await rotateJoinCode(as(instructor), cohortId);
  const joiner = await createPerson(deps.db);
  await expect(joinCohort(as(joiner), { code: before.joinCode })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(joinCohort(as(joiner), { code: after.joinCode })).resolves.toMatchObject({ id: cohortId });
});

test("a learner is refused what is an instructor's, a stranger everything", async () => {
  const { deps, as } = world;
  const stranger = await createPerson(deps.db);
  const verbs = [
    (person: Person) => renameCohort(as(person), { cohortId, name: "x" }),
    (person: Person) => rotateJoinCode(as(person), cohortId),
    (person: Person) => removeMember(as(person), { cohortId, userId: instructor.id }),
  ];
  for (const verb of verbs) {
    await expect(verb(learner)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(verb(stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

describe("leaving", () => {
  test("the last instructor stays, also when two go at once", async () => {
    const { deps, as } = world;
    await expect(leaveCohort(as(instructor), cohortId)).rejects.toMatchObject({ code: "CONFLICT" });
    const second = await addMember(deps.db, cohortId, "instructor");
    const results = await Promise.allSettled([
      leaveCohort(as(instructor), cohortId),
      leaveCohort(as(second), cohortId),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const { members } = await getCohort(as(learner), cohortId);
    expect(members.filter(({ role }) => role === "instructor")).toHaveLength(1);
  });

  test("one who is removed loses access and what they had waiting, and can come back", async () => {
    const { as } = world;
    const { id } = await queuedRun(world, cohortId, learner);
    await removeMember(as(instructor), { cohortId, userId: learner.id });
    await expect(getCohort(as(learner), cohortId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getRun(as(learner), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getRun(as(instructor), id)).toMatchObject({ state: "cancelled" });
    const { joinCode } = await rotateJoinCode(as(instructor), cohortId);
    expect(await joinCohort(as(learner), { code: joinCode })).toMatchObject({ role: "learner" });
    await leaveCohort(as(learner), cohortId);
    await expect(leaveCohort(as(learner), cohortId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test.each([true, false])(
    "who is removed comes back with the code they know, new one made: %s",
    async (makesNewCode) => {
      const { as } = world;
      const { joinCode: known } = await rotateJoinCode(as(instructor), cohortId);
      const removed = await removeMember(as(instructor), { cohortId, userId: learner.id, makesNewCode });
      const after = await getCohort(as(instructor), cohortId);
      expect(removed.joinCode).toBe(makesNewCode ? after.joinCode : null);
      expect(after.joinCode === known).toBe(!makesNewCode);
      const comesBack = await joinCohort(as(learner), { code: known }).then(
        () => true,
        () => false,
      );
      expect(comesBack).toBe(!makesNewCode);
    },
  );

  test("a removal that fails makes no new code", async () => {
    const { deps, as } = world;
    const { joinCode } = await getCohort(as(instructor), cohortId);
    const { id: userId } = await createPerson(deps.db);
    const removal = removeMember(as(instructor), { cohortId, userId, makesNewCode: true });
    await expect(removal).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getCohort(as(instructor), cohortId)).joinCode).toBe(joinCode);
  });
});
