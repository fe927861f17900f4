import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { DEMO_LEARNERS } from "#db/demo-accounts.ts";
import {
  cohortMember,
  failedEntry,
  ltiPerson,
  ltiPlatform,
  passwordLink,
  session,
  user,
  verification,
} from "#db/schema/index.ts";
import { addMember, createCohortOf, type Person } from "#db/testing/factories.ts";
import { createTestPeople, PASSWORD, type TestPeople } from "#server/auth/testing/test-people.ts";
import { platformAddress } from "#server/contract/account-address.ts";
import { sessionOf } from "#server/contract/session.ts";
import { getCohort } from "../cohort/get.ts";
import { gradebookTable } from "../gradebook/table.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { getAccount } from "./get.ts";
import { makeResetLink } from "./reset-links.ts";

let people: TestPeople;
let world: TestDeps;
let cohortId: string;
let instructor: Person;
let learner: Person & { email: string };

const NEW = "rivers and roads";

beforeAll(async () => {
  world = await createTestDeps();
  people = await createTestPeople(world.database);
});
afterAll(async () => {
  await people.close();
  await world.close();
});

async function personWithPassword(): Promise<Person & { email: string }> {
  const email = await people.person();
  const [row] = await people.db.select().from(user).where(eq(user.email, email));
  return { id: row?.id ?? "", name: row?.name ?? "", email };
}

beforeEach(async () => {
  ({ cohortId, instructor } = await createCohortOf(people.db));
  learner = await personWithPassword();
  await addMember(people.db, cohortId, "learner", learner);
});

const linkFor = (person: Person, by = instructor) =>
  makeResetLink(world.as(by), { cohortId, userId: person.id });
const follow = (token: string, newPassword = NEW) =>
  people.browser().post("/reset-password", { token, newPassword });
const followByQuery = (token: string) =>
  people.browser().post(`/reset-password?token=${token}`, { token: "", newPassword: NEW });

describe("a link that an instructor has made", () => {
  test("is good once, ends every session, and the learner sees who made it", async () => {
    const before = people.browser();
    await before.signIn(learner.email);
    const { token } = await linkFor(learner);
    expect((await follow(token)).status).toBe(200);
    expect(await people.db.$count(session, eq(session.userId, learner.id))).toBe(0);
    expect((await people.browser().signIn(learner.email)).status).toBe(401);
    expect((await people.browser().signIn(learner.email, NEW)).status).toBe(200);
    expect((await follow(token, "meadows and hills")).status).toBe(400);
    expect(await getAccount(world.as(learner))).toMatchObject({
      hasPassword: true,
      passwordLinks: [{ madeBy: instructor.name, usedAt: expect.any(String) }],
    });
  });

  test("lets in who has guessed too often before", async () => {
    const browser = people.browser();
    for (let tries = 0; tries < 6; tries += 1) await browser.signIn(learner.email, `forgotten ${tries}`);
    expect((await browser.signIn(learner.email)).status).toBe(429);
    await follow((await linkFor(learner)).token);
    expect((await browser.signIn(learner.email, NEW)).status).toBe(200);
  });

  test("holds no longer once another is made", async () => {
    const first = await linkFor(learner);
    const second = await linkFor(learner);
    expect((await follow(first.token)).status).toBe(400);
    expect((await follow(second.token)).status).toBe(200);
  });

  test("expires", async () => {
    const { token } = await linkFor(learner);
    await people.db.update(verification).set({ expiresAt: new Date(0) });
    expect((await follow(token)).status).toBe(400);
    expect((await people.browser().signIn(learner.email, PASSWORD)).status).toBe(200);
  });

  test("is kept by nobody: the database does not hold it", async () => {
    const { token } = await linkFor(learner);
    const rows = [await people.db.select().from(verification), await people.db.select().from(passwordLink)];
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("wants a good password and takes nothing of it for a bad one", async () => {
    const { token } = await linkFor(learner);
    expect((await follow(token, learner.email)).status).toBe(400);
    expect((await follow(token)).status).toBe(200);
  });
});

describe("an account that a learning platform has made", () => {
  let made: Person;
  const send = (token: string, email?: string, newPassword = NEW) =>
    people.browser().post("/reset-password", { token, newPassword, email });
  const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

  beforeEach(async () => {
    made = await addMember(people.db, cohortId, "learner");
    await people.db
      .update(user)
      .set({ email: platformAddress(made.id) })
      .where(eq(user.id, made.id));
  });

  test("gets an address with its first password, also where the site sends mail, which it gets none of", async () => {
    const ctx = { ...world.as(instructor), sendsMail: true };
    const { token } = await makeResetLink(ctx, { cohortId, userId: made.id });
    expect(await codeOf(await send(token))).toBe("ADDRESS_NEEDED");
    expect(await codeOf(await send(token, "nothing"))).toBe("INVALID_EMAIL");
    expect(await codeOf(await send(token, "new@lti.invalid"))).toBe("INVALID_EMAIL_DOMAIN");
    expect(await codeOf(await send(token, "new@strata.local"))).toBe("INVALID_EMAIL_DOMAIN");
    expect(await codeOf(await send(token, learner.email))).toBe("ADDRESS_TAKEN");
    const own = `${made.id}@test.local`;
    expect(await codeOf(await send(token, own, "short"))).toBe("WEAK_PASSWORD");
    expect((await people.browser().signIn(own, NEW)).status).toBe(401);
    expect((await send(token, ` ${own.toUpperCase()} `)).status).toBe(200);
    expect((await people.browser().signIn(own, NEW)).status).toBe(200);
    // Used up, and nobody's address changes by what is sent along.
    expect((await send(token, "other@test.local")).status).toBe(400);
    const next = await linkFor(made);
    expect((await send(next.token, "other@test.local", "meadows and hills")).status).toBe(200);
    expect((await people.browser().signIn(own, "meadows and hills")).status).toBe(200);
  });

  test("is asked for its address wherever the link's token stands", async () => {
    const { token } = await linkFor(made);
    expect(await codeOf(await followByQuery(token))).toBe("ADDRESS_NEEDED");
  });

  test("of two who follow its link at once takes the address of who sets the password", async () => {
    const { token } = await linkFor(made);
    const own = `${made.id}@test.local`;
    const { password, internalAdapter } = await people.auth.$context;
    const hashing = vi.spyOn(password, "hash").mockImplementationOnce(async () => {
      hashing.mockRestore();
      expect((await send(token, own)).status).toBe(200);
      return "another's";
    });
    expect(await codeOf(await send(token, `other-${own}`))).toBe("INVALID_TOKEN");
    expect((await internalAdapter.findUserById(made.id))?.email).toBe(own);
    expect((await people.browser().signIn(own, NEW)).status).toBe(200);
  });

  test("tries no list of addresses by many links of one network", async () => {
    const { token } = await linkFor(made);
    expect(await codeOf(await send(token, learner.email))).toBe("ADDRESS_TAKEN");
    const isOfNetwork = like(failedEntry.key, "first-address:network:%");
    await people.db.update(failedEntry).set({ failures: 5_000 }).where(isOfNetwork);
    expect(await codeOf(await send(token, learner.email))).toBe("TOO_MANY_TRIES");
    await people.db.delete(failedEntry).where(isOfNetwork);
  });

  test("tries no list of addresses, and none by a link that is over", async () => {
    const { token } = await linkFor(made);
    const codes = [];
    for (let tries = 0; tries < 6; tries += 1) codes.push(await codeOf(await send(token, learner.email)));
    expect(codes).toEqual([...Array.from({ length: 5 }, () => "ADDRESS_TAKEN"), "TOO_MANY_TRIES"]);
    await people.db.update(verification).set({ expiresAt: new Date(0) });
    expect(await codeOf(await send(token, learner.email))).toBe("INVALID_TOKEN");
  });

  test("is shown as that to who grades, and nobody is shown what stands for its address", async () => {
    const { db } = world.deps;
    const [platform] = await db
      .insert(ltiPlatform)
      .values({
        cohortId,
        name: "A platform",
        issuer: "https://platform.test",
        clientId: "strata",
        deployments: ["1"],
        authUrl: "https://platform.test/auth",
        tokenUrl: "https://platform.test/token",
        jwksUrl: "https://platform.test/keys",
        algorithm: "RS256",
      })
      .returning();
    const platformId = platform!.id;
    await db.insert(ltiPerson).values({ platformId, sub: "1", userId: made.id, isMadeHere: true });
    const entryFor = async (person: Person) => {
      const details = await getCohort(world.as(person), cohortId);
      expect(JSON.stringify(details)).not.toContain("invalid");
      const { entry, hasAddress } = details.members.find(({ id }) => id === made.id)!;
      return [entry, hasAddress];
    };
    expect(await entryFor(instructor)).toEqual(["platform", false]);
    expect(await entryFor(learner)).toEqual([null, null]);
    await send((await linkFor(made)).token, `${made.id}@test.local`);
    expect(await entryFor(instructor)).toEqual(["platform", true]);
    const email = platformAddress(made.id);
    await people.db.update(user).set({ email }).where(eq(user.id, made.id));
    await db.delete(ltiPlatform).where(eq(ltiPlatform.id, platformId));
    expect(await entryFor(instructor)).toEqual(["none", false]);
    for (const asked of [
      await getAccount(world.as(made)),
      await gradebookTable(world.as(instructor), cohortId),
      sessionOf({ user: { ...made, email: platformAddress(made.id) } }),
    ]) {
      expect(JSON.stringify(asked)).not.toContain("invalid");
    }
  });
});

describe("nobody gets at more than their own classes by one", () => {
  const refused = { code: "FORBIDDEN" };

  test.each(["learner", "instructor"] as const)("not of who is %s of another class", async (role) => {
    const other = await createCohortOf(people.db);
    await addMember(people.db, other.cohortId, role, learner);
    await expect(linkFor(learner)).rejects.toMatchObject(refused);
    // Who teaches that one too may.
    await addMember(people.db, other.cohortId, "instructor", instructor);
    const isMade = await linkFor(learner).then(
      () => true,
      () => false,
    );
    expect(isMade).toBe(role === "learner");
  });

  test.each([
    ["an instructor of the same class", () => addMember(people.db, cohortId, "instructor")],
    ["oneself", async () => instructor],
    [
      "a closed account",
      async () => {
        await people.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, learner.id));
        return learner;
      },
    ],
    [
      "a demo account",
      async () => {
        const email = DEMO_LEARNERS[0]?.email ?? "";
        await people.db.update(user).set({ email }).where(eq(user.id, learner.id));
        return learner;
      },
    ],
    ["somebody in none of one's classes", async () => (await createCohortOf(people.db)).learner],
  ])("not of %s", async (_, whom) => {
    await expect(linkFor(await whom())).rejects.toMatchObject(refused);
    await people.db.update(user).set({ email: learner.email }).where(eq(user.id, learner.id));
  });

  test("not where the site sends mail", async () => {
    const ctx = { ...world.as(instructor), sendsMail: true };
    await expect(makeResetLink(ctx, { cohortId, userId: learner.id })).rejects.toMatchObject(refused);
  });

  test("and one that was made lapses with the right to make it", async () => {
    const other = await createCohortOf(people.db);
    const joinsAnother = await linkFor(learner);
    await addMember(people.db, other.cohortId, "learner", learner);
    const response = await follow(joinsAnother.token);
    expect(await response.json()).toMatchObject({ code: "LINK_LAPSED" });
    expect(await (await followByQuery(joinsAnother.token)).json()).toMatchObject({ code: "LINK_LAPSED" });
    await people.db.delete(cohortMember).where(eq(cohortMember.cohortId, other.cohortId));
    await people.db
      .update(cohortMember)
      .set({ role: "learner" })
      .where(eq(cohortMember.userId, instructor.id));
    expect((await follow(joinsAnother.token)).status).toBe(400);
    await people.db
      .update(cohortMember)
      .set({ role: "instructor" })
      .where(eq(cohortMember.userId, instructor.id));
    expect((await follow(joinsAnother.token)).status).toBe(200);
  });
});
