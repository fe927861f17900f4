import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCohortOf, createPerson, type Person } from "#db/testing/factories.ts";
import { getCohort } from "../cohort/get.ts";
import { invitationOf } from "../cohort/invitation.ts";
import { joinCohort } from "../cohort/join.ts";
import { removeMember } from "../cohort/remove-member.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { inviteRoster } from "./invite.ts";
import { listInvitations } from "./list.ts";
import { previewRoster } from "./preview.ts";
import { withdrawInvitation } from "./withdraw.ts";

let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learner: Person;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ cohortId, instructor, learner } = await createCohortOf(world.deps.db));
});

const ROSTER = "Learner One,first@uni.test\nLearner Two,second@uni.test\nnobody";

async function codeOf(email: string): Promise<string> {
  const all = await listInvitations(world.as(instructor), cohortId);
  return all.find((each) => each.email === email)?.code ?? "";
}

test("a preview changes nothing, inviting makes a link each, and the same roster again makes no more", async () => {
  const { as } = world;
  const withMember = `${ROSTER}\nHere,${learner.id}@test.local`;
  const input = { cohortId, text: withMember };
  const preview = await previewRoster(as(instructor), input);
  expect(preview.people.map(({ standing }) => standing)).toEqual(["new", "new", "member"]);
  expect(preview.problems).toMatchObject([{ line: 3 }]);
  expect(await listInvitations(as(instructor), cohortId)).toEqual([]);

  expect(await inviteRoster(as(instructor), input)).toEqual({ invited: 2 });
  expect(await inviteRoster(as(instructor), input)).toEqual({ invited: 0 });
  const again = await previewRoster(as(instructor), input);
  expect(again.people.map(({ standing }) => standing)).toEqual(["invited", "invited", "member"]);
  await expect(inviteRoster(as(instructor), { cohortId, text: "nobody" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(/^Line 1: /),
  });
});

test("a link lets one person in, once, and its holder may follow it again", async () => {
  const { as, deps } = world;
  await inviteRoster(as(instructor), { cohortId, text: ROSTER });
  const code = await codeOf("first@uni.test");
  expect(await invitationOf(deps.db, code)).toMatchObject({ cohortName: "A cohort" });
  const [first, other] = [await createPerson(deps.db), await createPerson(deps.db)];
  expect(await joinCohort(as(first), { code: code.toLowerCase() })).toMatchObject({
    id: cohortId,
    role: "learner",
  });
  await joinCohort(as(first), { code });
  await expect(joinCohort(as(other), { code })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(getCohort(as(other), cohortId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await invitationOf(deps.db, code)).toBeNull();
  const [used, open] = await listInvitations(as(instructor), cohortId);
  expect(used).toMatchObject({ name: "Learner One", code: null, usedBy: first.name });
  expect(open).toMatchObject({ name: "Learner Two", usedAt: null, usedBy: null });
});

test("who was removed does not come back by it, and a withdrawn one leads nowhere", async () => {
  const { as, deps } = world;
  await inviteRoster(as(instructor), { cohortId, text: ROSTER });
  const [first, second] = [await codeOf("first@uni.test"), await codeOf("second@uni.test")];
  const person = await createPerson(deps.db);
  await joinCohort(as(person), { code: first });
  await removeMember(as(instructor), { cohortId, userId: person.id, makesNewCode: false });
  await expect(joinCohort(as(person), { code: first })).rejects.toMatchObject({ code: "CONFLICT" });
  const open = (await listInvitations(as(instructor), cohortId)).find(({ code }) => code === second);
  await withdrawInvitation(as(instructor), { cohortId, invitationId: open?.id ?? "" });
  await expect(joinCohort(as(person), { code: second })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(listInvitations(as(learner), cohortId)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
