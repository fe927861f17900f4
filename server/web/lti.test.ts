import { generateKeyPairSync, randomUUID } from "node:crypto";
import { and, eq, like, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  cohortMember,
  failedEntry,
  ltiContext,
  ltiLink,
  ltiPerson,
  ltiPlatform,
  ltiTicket,
  session,
  user,
} from "#db/schema/index.ts";
import { createCohortOf, createExerciseOf, type Person } from "#db/testing/factories.ts";
import type { LaunchTicket } from "#models/lti/ticket.ts";
import { CLAIM, SCOPE } from "#server/lti/names.ts";
import {
  createTestPlatform,
  ROLE,
  type PlatformPerson,
  type TestPlatform,
} from "#server/lti/testing/test-platform.ts";
import { createTestBrowser, type TestBrowser } from "./testing/test-browser.ts";
import { createTestSite, type TestSite } from "./testing/test-site.ts";

// Launches from a learning platform that this test runs, over HTTP, as a browser makes them.

let site: TestSite;
let platform: TestPlatform;
let cohortId: string;
let instructor: Person;
let exerciseId: string;
let platformId: string;
let browser: TestBrowser;

const learner = (): PlatformPerson => ({ sub: randomUUID(), name: "Learner One", roles: [ROLE.learner] });

beforeAll(async () => {
  site = await createTestSite({ extra: { LTI_PRIVATE_ADDRESSES: "1" } });
  platform = await createTestPlatform();
  platform.reach(site.web.url);
});
afterAll(async () => {
  await platform.close();
  await site.close();
});
beforeEach(async () => {
  const { db } = site.database;
  ({ cohortId, instructor } = await createCohortOf(db));
  ({ id: exerciseId } = await createExerciseOf(db, { cohortId, createdBy: instructor.id }));
  platformId = await register();
  browser = createTestBrowser(site.web.url);
});

async function register(
  values: Partial<typeof ltiPlatform.$inferInsert> = {},
  isAllowed = true,
): Promise<string> {
  const { db } = site.database;
  const [made] = await db
    .insert(ltiPlatform)
    .values({ cohortId, ...platform.registration, ...values })
    .returning({ id: ltiPlatform.id });
  const id = made?.id ?? "";
  await db.insert(ltiContext).values({
    platformId: id,
    deploymentId: "deployment-1",
    contextId: platform.course.id,
    title: "A course",
    isAllowed,
  });
  return id;
}

const target = () => `${site.web.url}/cohorts/${cohortId}/exercises/${exerciseId}`;

/** From the platform's page to its login, and to what the site is sent with then. */
async function reachLogin(asked: URLSearchParams, id = platformId) {
  const began = await browser.go(`${site.web.url}/api/lti/login/${id}`, {
    method: "POST",
    body: asked,
    from: platform.url,
  });
  const location = began.headers.get("location") ?? "";
  if (!location.startsWith(platform.url)) return { began, form: null };
  const html = await (await browser.go(location)).text();
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
  return { began, form: new URLSearchParams({ state: field("state"), id_token: field("id_token") }) };
}

async function send(form: URLSearchParams) {
  const posted = await browser.go(`${site.web.url}/api/lti/launch`, {
    method: "POST",
    body: form,
    from: platform.url,
  });
  return browser.follow(posted);
}

async function launch(asked: URLSearchParams, id = platformId) {
  const { began, form } = await reachLogin(asked, id);
  return form === null ? browser.follow(began) : send(form);
}

const refusedFor = (reason: string) => `${site.web.url}/lti/refused?why=${reason}`;
const whoAmI = async () =>
  (await (await browser.go(`${site.web.url}/api/auth/get-session`)).json()) as {
    user: { id: string; name: string };
  } | null;

async function decide(at: string, account: "new" | "mine") {
  const ticket = at.split("/").at(-1) ?? "";
  const decided = await browser.go(`${site.web.url}/api/lti/enter/${ticket}/account`, {
    method: "POST",
    body: new URLSearchParams({ account }),
    from: site.web.url,
  });
  expect(decided.status).toBe(200);
  return browser.follow(await browser.go(`${site.web.url}/api/lti/enter/${ticket}`));
}

async function comeIn(person: PlatformPerson) {
  const { at } = await launch(platform.resourceLaunch(person, target()));
  expect(at).toMatch(/\/lti\/[\da-f-]{36}$/);
  return decide(at, "new");
}

describe("a launch", () => {
  test("of somebody new makes an account, joins them, and opens the exercise; the next one asks nothing", async () => {
    const person = learner();
    expect((await comeIn(person)).at).toBe(target());
    const me = await whoAmI();
    expect(me?.user.name).toBe("Learner One");
    const { db } = site.database;
    const member = and(eq(cohortMember.cohortId, cohortId), eq(cohortMember.userId, me?.user.id ?? ""));
    expect(await db.select({ role: cohortMember.role }).from(cohortMember).where(member)).toEqual([
      { role: "learner" },
    ]);
    expect(await db.select().from(ltiLink).where(eq(ltiLink.exerciseId, exerciseId))).toMatchObject([
      { resourceLinkId: "link-1", lineItemUrl: `${platform.url}/columns/1?type=x` },
    ]);
    browser = createTestBrowser(site.web.url);
    expect((await launch(platform.resourceLaunch(person, target()))).at).toBe(target());
    expect((await whoAmI())?.user.id).toBe(me?.user.id);
  });

  test("makes an account without a password, which its owner can delete without one", async () => {
    await comeIn(learner());
    const me = (await whoAmI())?.user.id ?? "";
    const own = await browser.go(`${site.web.url}/api/trpc/account.get`);
    expect(await own.json()).toMatchObject({ result: { data: { hasPassword: false } } });
    const remove = () => browser.go(`${site.web.url}/api/auth/delete-user`, { json: {}, from: site.web.url });
    const { db } = site.database;
    const age = (minutes: number) => ({ createdAt: sql`now() - make_interval(mins => ${minutes})` });
    await db.update(session).set(age(20)).where(eq(session.userId, me));
    expect(await (await remove()).json()).toMatchObject({ code: "SESSION_EXPIRED" });
    await db.update(session).set(age(0)).where(eq(session.userId, me));
    expect((await remove()).status).toBe(200);
    expect(await site.database.db.select().from(user).where(eq(user.id, me))).toEqual([]);
  });

  test.each([
    { roles: [ROLE.instructor], highestRole: "instructor", expected: "instructor" },
    { roles: [ROLE.instructor, ROLE.assistant], highestRole: "instructor", expected: "assistant" },
    { roles: [ROLE.instructor], highestRole: "assistant", expected: "assistant" },
    { roles: [ROLE.instructor], highestRole: "learner", expected: "learner" },
    { roles: ["Learner"], highestRole: "instructor", expected: "learner" },
  ] as const)(
    "of $roles with at most $highestRole makes a $expected",
    async ({ roles, highestRole, expected }) => {
      await site.database.db.update(ltiPlatform).set({ highestRole }).where(eq(ltiPlatform.id, platformId));
      await comeIn({ ...learner(), roles: [...roles] });
      const { user: me } = (await whoAmI()) ?? { user: { id: "" } };
      const rows = await site.database.db.select().from(cohortMember).where(eq(cohortMember.userId, me.id));
      expect(rows).toMatchObject([{ cohortId, role: expected }]);
    },
  );

  test("of who is an administrator there and nothing in the course is refused", async () => {
    const roles = ["http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"];
    const { at } = await launch(platform.resourceLaunch({ ...learner(), roles }, target()));
    expect(at).toBe(refusedFor("ROLE"));
  });

  test("from a course that nobody has allowed is refused, and shown to the instructor", async () => {
    await site.database.db
      .update(ltiContext)
      .set({ isAllowed: false })
      .where(eq(ltiContext.platformId, platformId));
    expect((await launch(platform.resourceLaunch(learner(), target()))).at).toBe(refusedFor("COURSE"));
    const courses = await site.database.db
      .select()
      .from(ltiContext)
      .where(eq(ltiContext.platformId, platformId));
    expect(courses).toMatchObject([{ title: platform.course.title, isAllowed: false }]);
  });

  test("leads to no exercise of another cohort, and to no other site", async () => {
    const theirs = await createCohortOf(site.database.db);
    const { id } = await createExerciseOf(site.database.db, {
      cohortId: theirs.cohortId,
      createdBy: theirs.instructor.id,
    });
    const foreign = `${site.web.url}/cohorts/${theirs.cohortId}/exercises/${id}`;
    const { at } = await launch(platform.resourceLaunch(learner(), foreign));
    expect((await decide(at, "new")).at).toBe(`${site.web.url}/cohorts/${cohortId}/exercises`);
    const elsewhere = await launch(platform.resourceLaunch(learner(), "https://evil.example/x"));
    expect(elsewhere.at).toBe(refusedFor("TARGET"));
  });

  test("of an elliptic curve is believed where that is registered", async () => {
    await site.database.db
      .update(ltiPlatform)
      .set({ algorithm: "ES256" })
      .where(eq(ltiPlatform.id, platformId));
    const { at } = await launch(platform.resourceLaunch(learner(), target(), { algorithm: "ES256" }));
    expect((await decide(at, "new")).at).toBe(target());
  });

  test("in a frame offers a window of its own, and begins nothing there", async () => {
    const asked = platform.resourceLaunch(learner(), target());
    const response = await fetch(`${site.web.url}/api/lti/login/${platformId}?${asked.toString()}`, {
      headers: { "Sec-Fetch-Dest": "iframe" },
    });
    expect(response.headers.get("x-frame-options")).toBeNull();
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors *");
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.text()).toContain(`target="_blank"`);
  });
});

describe("is refused:", () => {
  const now = () => Math.floor(Date.now() / 1_000);
  test.each([
    ["another nonce", "NONCE", { claims: (c: object) => ({ ...c, nonce: "another" }) }],
    ["another audience", "AUDIENCE", { claims: (c: object) => ({ ...c, aud: "somebody-else" }) }],
    [
      "several audiences without who it was made for",
      "AUDIENCE",
      { claims: (c: { aud?: unknown }) => ({ ...c, aud: [c.aud as string, "somebody-else"] }) },
    ],
    ["another party", "AUDIENCE", { claims: (c: object) => ({ ...c, azp: "somebody-else" }) }],
    ["another deployment", "DEPLOYMENT", { claims: (c: object) => ({ ...c, [CLAIM.deploymentId]: "2" }) }],
    ["another issuer", "ISSUER", { claims: (c: object) => ({ ...c, iss: "https://other.example" }) }],
    ["no signature", "ALGORITHM", { algorithm: "none" as const }],
    ["the public key as a secret", "ALGORITHM", { algorithm: "HS256" as const }],
    ["an algorithm that is not registered", "ALGORITHM", { algorithm: "ES256" as const }],
    ["an unknown key", "SIGNATURE", { isUnknownKey: true }],
    ["a known key's name over another key", "SIGNATURE", { isForged: true }],
    ["an expired token", "EXPIRED", { claims: (c: object) => ({ ...c, exp: now() - 120 }) }],
    [
      "a token of yesterday that still lives",
      "EXPIRED",
      { claims: (c: object) => ({ ...c, iat: now() - 86_400 }) },
    ],
    [
      "a token from the future",
      "EXPIRED",
      { claims: (c: object) => ({ ...c, iat: now() + 3_600, exp: now() + 7_200 }) },
    ],
    ["no time of expiry", "EXPIRED", { claims: (c: object) => ({ ...c, exp: undefined }) }],
    ["another version", "CLAIMS", { claims: (c: object) => ({ ...c, [CLAIM.version]: "1.1" }) }],
    [
      "another message",
      "CLAIMS",
      { claims: (c: object) => ({ ...c, [CLAIM.messageType]: "LtiSubmissionReview" }) },
    ],
    ["nobody", "CLAIMS", { claims: (c: object) => ({ ...c, sub: undefined }) }],
    ["a key that the token brings along", "SIGNATURE", { bringsKey: true }],
    [
      "a name that no database keeps",
      "CLAIMS",
      { claims: (c: object) => ({ ...c, sub: `nul\0 ${randomUUID()}` }) },
    ],
    [
      "half a character in what names a course",
      "CLAIMS",
      { claims: (c: object) => ({ ...c, [CLAIM.context]: { id: "half \ud800" } }) },
    ],
    [
      "another target than the login's",
      "TARGET",
      { claims: (c: object) => ({ ...c, [CLAIM.targetLinkUri]: site.web.url }) },
    ],
  ])("%s", async (_, reason, forgery) => {
    const people = await site.database.db.$count(user);
    const sessions = await site.database.db.$count(session);
    const { at } = await launch(platform.resourceLaunch(learner(), target(), forgery));
    expect(at).toBe(refusedFor(reason));
    expect(await whoAmI()).toBeNull();
    expect(await site.database.db.$count(user)).toBe(people);
    expect(await site.database.db.$count(session)).toBe(sessions);
  });

  test("the same token twice, whether or not the browser kept its state", async () => {
    const { form } = await reachLogin(platform.resourceLaunch(learner(), target()));
    const kept = new Map(browser.cookies);
    expect((await send(form!)).at).toMatch(/\/lti\/[\da-f-]{36}$/);
    expect((await send(form!)).at).toBe(refusedFor("STATE"));
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect((await send(form!)).at).toBe(refusedFor("REPLAYED"));
  });

  test("a state that another browser has begun, and a way in that another browser was given", async () => {
    const { form } = await reachLogin(platform.resourceLaunch(learner(), target()));
    const first = browser;
    browser = createTestBrowser(site.web.url);
    expect((await send(form!)).at).toBe(refusedFor("STATE"));
    browser = first;
    const { at } = await send(form!);
    browser = createTestBrowser(site.web.url);
    const stolen = await browser.follow(await browser.go(at.replace("/lti/", "/api/lti/enter/")));
    expect(stolen.at).toBe(refusedFor("REPLAYED"));
  });

  test("a platform that is unknown, switched off, or another than the login says", async () => {
    const asked = () => platform.resourceLaunch(learner(), target());
    expect((await launch(asked(), randomUUID())).at).toBe(refusedFor("PLATFORM"));
    const wrong = asked();
    wrong.set("iss", "https://other.example");
    expect((await launch(wrong)).at).toBe(refusedFor("ISSUER"));
    const { form } = await reachLogin(asked());
    await site.database.db
      .update(ltiPlatform)
      .set({ isEnabled: false })
      .where(eq(ltiPlatform.id, platformId));
    expect((await send(form!)).at).toBe(refusedFor("PLATFORM"));
    expect((await launch(asked())).at).toBe(refusedFor("PLATFORM"));
  });

  test("a form that is too long, and every other site on what is for our own pages", async () => {
    const long = new URLSearchParams({ state: "s", id_token: "x".repeat(200_000) });
    const posted = await browser.go(`${site.web.url}/api/lti/launch`, { method: "POST", body: long });
    expect(posted.status).toBe(413);
    const { at } = await launch(platform.resourceLaunch(learner(), target()));
    const ticket = at.split("/").at(-1) ?? "";
    const foreign = await browser.go(`${site.web.url}/api/lti/enter/${ticket}/account`, {
      method: "POST",
      body: new URLSearchParams({ account: "new" }),
      from: "https://evil.example",
    });
    expect(foreign.status).toBe(403);
  });
});

describe("a platform whose keys cannot be used", () => {
  const weak = generateKeyPairSync("rsa", { modulusLength: 1_024 }).publicKey.export({ format: "jwk" });
  const keys = (...all: object[]) => JSON.stringify({ keys: all });
  test.each([
    ["it is away", { status: 503 }],
    ["it answers nothing", { status: 204 }],
    ["it sends browsers elsewhere", { status: 302 }],
    ["it answers no JSON", { body: "<html>" }],
    ["it answers nothing of the kind", { body: "null" }],
    ["its key is too short", { body: keys({ ...weak, kid: "first", alg: "RS256", use: "sig" }) }],
    ["its key is none", { body: keys({ kty: "RSA", n: "!", e: "!", kid: "first", alg: "RS256" }) }],
  ])("is told so, whether %s", async (_, answer) => {
    const set = { jwksUrl: platform.serve(answer) };
    await site.database.db.update(ltiPlatform).set(set).where(eq(ltiPlatform.id, platformId));
    const { at } = await launch(platform.resourceLaunch(learner(), target()));
    expect(at).toBe(refusedFor("KEYS"));
  });
});

describe("what a browser and a network carry of it", () => {
  test("are a few small cookies, however many logins are begun", async () => {
    const long = `${target()}?${"x".repeat(1_800)}`;
    for (let tabs = 0; tabs < 20; tabs += 1) await reachLogin(platform.resourceLaunch(learner(), long));
    expect(browser.cookies.size).toBe(8);
    expect([...browser.cookies].join("; ").length).toBeLessThan(4_000);
    const { at } = await launch(platform.resourceLaunch(learner(), target()));
    expect(at).toMatch(/\/lti\/[\da-f-]{36}$/);
    for (let tabs = 0; tabs < 10; tabs += 1) await launch(platform.resourceLaunch(learner(), target()));
    expect([...browser.cookies.keys()].filter((name) => name.includes("ticket"))).toHaveLength(8);
  });

  test.each(["image", "script", "empty"])("is nothing where a page asks for a login as %s", async (place) => {
    const asked = platform.resourceLaunch(learner(), target());
    const response = await fetch(`${site.web.url}/api/lti/login/${platformId}?${asked.toString()}`, {
      headers: { "Sec-Fetch-Dest": place },
      redirect: "manual",
    });
    expect(response.headers.get("location")).toBe("/lti/refused?why=STATE");
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("is no wait for a class that is not let in yet, and one for wrong tokens of a network of many", async () => {
    const { db } = site.database;
    const isOfLaunches = like(failedEntry.key, "lti:%");
    await db.delete(failedEntry).where(isOfLaunches);
    const set = { isAllowed: false };
    await db.update(ltiContext).set(set).where(eq(ltiContext.platformId, platformId));
    await launch(platform.resourceLaunch(learner(), target()));
    await launch(platform.resourceLaunch(learner(), target()), randomUUID());
    await browser.follow(await browser.go(`${site.web.url}/api/lti/enter/${randomUUID()}`));
    const { form } = await reachLogin(platform.resourceLaunch(learner(), target()));
    form?.delete("id_token");
    expect((await send(form!)).at).toBe(refusedFor("CLAIMS"));
    const isIt = eq(ltiPlatform.id, platformId);
    await db
      .update(ltiPlatform)
      .set({ jwksUrl: platform.serve({ body: "" }) })
      .where(isIt);
    expect((await launch(platform.resourceLaunch(learner(), target()))).at).toBe(refusedFor("KEYS"));
    await db.update(ltiPlatform).set({ jwksUrl: platform.registration.jwksUrl }).where(isIt);
    expect(await db.$count(failedEntry, isOfLaunches)).toBe(0);
    const forged = () => launch(platform.resourceLaunch(learner(), target(), { isForged: true }));
    await forged();
    expect(await db.$count(failedEntry, isOfLaunches)).toBe(1);
    await db.update(failedEntry).set({ failures: 5_000 }).where(isOfLaunches);
    expect((await forged()).at).toBe(refusedFor("BUSY"));
    await db.update(ltiContext).set({ isAllowed: true }).where(eq(ltiContext.platformId, platformId));
    await comeIn(learner());
    await db.delete(failedEntry).where(isOfLaunches);
  });
});

describe("an account that was there before", () => {
  async function signUp(): Promise<string> {
    const visitor = await site.signUp();
    for (const pair of visitor.cookie.split("; ")) {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      browser.cookies.set(name, value);
    }
    return visitor.id;
  }

  test("is not taken for somebody's by their address", async () => {
    const id = await signUp();
    const [row] = await site.database.db.select().from(user).where(eq(user.id, id));
    browser = createTestBrowser(site.web.url);
    const { at } = await launch(platform.resourceLaunch({ ...learner(), email: row!.email }, target()));
    await decide(at, "new");
    expect((await whoAmI())?.user.id).not.toBe(id);
    expect((await site.database.db.select().from(user).where(eq(user.id, id)))[0]).toEqual(row);
  });

  test("is connected where its owner is signed in and agrees, and opened by no launch without them", async () => {
    const person = learner();
    const id = await signUp();
    const { at } = await launch(platform.resourceLaunch(person, target()));
    expect((await decide(at, "mine")).at).toBe(target());
    expect(await site.database.db.select().from(ltiPerson).where(eq(ltiPerson.userId, id))).toMatchObject([
      { platformId, isMadeHere: false },
    ]);
    expect((await launch(platform.resourceLaunch(person, target()))).at).toBe(target());
    const mine = browser;
    browser = createTestBrowser(site.web.url);
    const { at: asking } = await launch(platform.resourceLaunch(person, target()));
    const view = await browser.go(`${asking.replace("/lti/", "/api/lti/enter/")}/view`);
    expect(await view.json()).toMatchObject({ kind: "sign-in" });
    expect(await whoAmI()).toBeNull();
    const answer = await browser.go(`${asking.replace("/lti/", "/api/lti/enter/")}/account`, {
      method: "POST",
      body: new URLSearchParams({ account: "new" }),
      from: site.web.url,
    });
    expect(answer.status).toBe(409);
    browser = mine;
    expect((await whoAmI())?.user.id).toBe(id);
  });

  test("and is signed in is exchanged for nobody else's unasked", async () => {
    const person = learner();
    await comeIn(person);
    const theirs = (await whoAmI())?.user.id;
    browser = createTestBrowser(site.web.url);
    const id = await signUp();
    const { at } = await launch(platform.resourceLaunch(person, target()));
    const view = await browser.go(`${at.replace("/lti/", "/api/lti/enter/")}/view`);
    expect(await view.json()).toMatchObject({ kind: "switch", name: "Learner One" });
    expect((await whoAmI())?.user.id).toBe(id);
    expect((await decide(at, "new")).at).toBe(target());
    expect((await whoAmI())?.user.id).toBe(theirs);
  });

  test("which a platform has made stays that platform's: it joins no other class, and is not opened if it did", async () => {
    const person = learner();
    await comeIn(person);
    const me = (await whoAmI())?.user.id ?? "";
    const theirs = await createCohortOf(site.database.db);
    const made = await browser.go(`${site.web.url}/api/trpc/cohort.create`, {
      method: "POST",
      from: site.web.url,
    });
    expect(made.status).not.toBe(200);
    await site.database.db
      .insert(cohortMember)
      .values({ cohortId: theirs.cohortId, userId: me, role: "learner" });
    browser = createTestBrowser(site.web.url);
    expect((await launch(platform.resourceLaunch(person, target()))).at).toMatch(/\/lti\/[\da-f-]{36}$/);
    expect(await whoAmI()).toBeNull();
  });
});

test("who was taken out of the cohort does not come back by a launch, nor whose account is closed", async () => {
  const { db } = site.database;
  const person = learner();
  await comeIn(person);
  const me = (await whoAmI())?.user.id ?? "";
  browser = createTestBrowser(site.web.url);
  // Both had come as far as the page that asks, before.
  const { at } = await launch(platform.resourceLaunch(learner(), target()));
  const ticket = at.split("/").at(-1) ?? "";
  await db
    .update(ltiTicket)
    .set({ body: bodyFor(person.sub) })
    .where(eq(ltiTicket.id, ticket));
  const goOn = async () => {
    const address = `${site.web.url}/api/lti/enter/${ticket}/account`;
    const body = new URLSearchParams({ account: "new" });
    return browser.follow(await browser.go(address, { method: "POST", body, from: site.web.url }));
  };
  await db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, me));
  expect((await launch(platform.resourceLaunch(person, target()))).at).toBe(refusedFor("CLOSED"));
  expect((await goOn()).at).toBe(refusedFor("CLOSED"));
  await db.update(user).set({ disabledAt: null }).where(eq(user.id, me));
  await db.delete(cohortMember).where(eq(cohortMember.userId, me));
  expect((await launch(platform.resourceLaunch(person, target()))).at).toBe(refusedFor("REMOVED"));
  expect((await goOn()).at).toBe(refusedFor("REMOVED"));
  expect(await whoAmI()).toBeNull();
});

const bodyFor = (sub: string): LaunchTicket => ({
  who: { sub, name: null, email: null, role: "learner" },
  ask: { kind: "resource", resourceLinkId: "link-1", exerciseId: null },
});

test("in two tabs at once somebody new becomes one person", async () => {
  const person = learner();
  const tabs = [
    await launch(platform.resourceLaunch(person, target())),
    await launch(platform.resourceLaunch(person, target())),
  ];
  const ends = await Promise.all(tabs.map(({ at }) => decide(at, "new")));
  expect(ends.map(({ at }) => at)).toEqual([target(), target()]);
  const people = eq(ltiPerson.platformId, platformId);
  expect(await site.database.db.$count(ltiPerson, people)).toBe(1);
});

test("names are shortened to what fits, and what cannot be shown is left out of them", async () => {
  const named = async (name: string) => {
    browser = createTestBrowser(site.web.url);
    await comeIn({ ...learner(), name });
    return (await whoAmI())?.user.name;
  };
  expect(await named("Learner\0\n\u202E One")).toBe("Learner One");
  expect(await named(`${"n".repeat(59)}\u{1F600} and more`)).toBe("n".repeat(59));
  expect(await named("\ud83d")).toBe("Somebody of the platform");
});

test("where a launch says nothing of a column, what was said before holds on", async () => {
  const columns = async () => {
    const rows = await site.database.db.select().from(ltiLink).where(eq(ltiLink.exerciseId, exerciseId));
    return rows.map(({ lineItemUrl }) => lineItemUrl);
  };
  const person = learner();
  await comeIn(person);
  const column = `${platform.url}/columns/1?type=x`;
  expect(await columns()).toEqual([column]);
  const without = (endpoint: object | undefined) =>
    launch(
      platform.resourceLaunch(person, target(), {
        claims: (claims) => ({ ...claims, [CLAIM.gradeEndpoint]: endpoint }),
      }),
    );
  await without(undefined);
  await without({ scope: [] });
  expect(await columns()).toEqual([column]);
  await without({ scope: [SCOPE.score] });
  expect(await columns()).toEqual([null]);
});

test("courses that nobody let in give way to new ones, and people of one platform come to an end", async () => {
  const { db } = site.database;
  const from = (id: string) =>
    launch(
      platform.resourceLaunch(learner(), target(), {
        claims: (claims) => ({ ...claims, [CLAIM.context]: { id, title: "", label: "A\nlabel" } }),
      }),
    );
  const made = Array.from({ length: 199 }, (_, n) => ({
    platformId,
    deploymentId: "deployment-1",
    contextId: `made-${n}`,
    title: "A course",
    createdAt: new Date(Date.UTC(2020, 0, 1, 0, n)),
  }));
  const [linked] = await db.insert(ltiContext).values(made).returning({ id: ltiContext.id });
  await db.insert(ltiLink).values({ contextId: linked!.id, resourceLinkId: "link-1", exerciseId });
  expect((await from("new")).at).toBe(refusedFor("COURSE"));
  const all = await db.select().from(ltiContext).where(eq(ltiContext.platformId, platformId));
  expect(all).toHaveLength(200);
  // One that was let in before, and is closed now, keeps its links.
  expect(all.filter(({ contextId }) => ["made-0", "made-1"].includes(contextId))).toMatchObject([
    { id: linked!.id },
  ]);
  expect(all.find(({ contextId }) => contextId === "new")).toMatchObject({ title: "A label" });
  await db.execute(sql`with made as (
      insert into "user" (id, name, email)
      select gen_random_uuid(), 'Somebody', gen_random_uuid() || '@lti.invalid' from generate_series(1, 5000) returning id
    ) insert into lti_person (platform_id, sub, user_id, is_made_here) select ${platformId}, id, id, true from made`);
  const { at } = await launch(platform.resourceLaunch(learner(), target()));
  const ticket = at.split("/").at(-1) ?? "";
  const full = await browser.go(`${site.web.url}/api/lti/enter/${ticket}/account`, {
    method: "POST",
    body: new URLSearchParams({ account: "new" }),
    from: site.web.url,
  });
  expect((await browser.follow(full)).at).toBe(refusedFor("FULL"));
});

test("no address by which anybody could be signed in leads to a session", async () => {
  for (const path of ["enter-by-launch", "enterByLaunch", "launch-session/enter"]) {
    const response = await fetch(`${site.web.url}/api/auth/${path}`, {
      method: "POST",
      headers: { Origin: site.web.url, "Content-Type": "application/json" },
      body: JSON.stringify({ userId: instructor.id }),
    });
    expect(response.status).toBe(404);
  }
});

describe("deep linking", () => {
  const teacher = (): PlatformPerson => ({ ...learner(), roles: [ROLE.instructor] });

  async function choose(at: string, ids: string[]) {
    return browser.go(`${at.replace("/lti/", "/api/lti/enter/")}/choice`, {
      method: "POST",
      body: new URLSearchParams(ids.map((id) => ["exercise", id])),
      from: site.web.url,
    });
  }

  test("gives back what an instructor has picked, signed, once", async () => {
    const { at } = await launch(platform.deepLinkingLaunch(teacher(), target(), "to come back"));
    const { at: page } = await decide(at, "new");
    expect(page).toBe(at);
    const view = (await (
      await browser.go(`${at.replace("/lti/", "/api/lti/enter/")}/view`)
    ).json()) as object;
    expect(view).toMatchObject({ kind: "choose", exercises: [{ id: exerciseId }] });
    const sent = await choose(at, [exerciseId]);
    const html = await sent.text();
    expect(sent.headers.get("content-security-policy")).toContain("form-action https: http:");
    expect(html).toContain(`action="${platform.url}/return"`);
    const claims = await platform.readChoice(/name="JWT" value="([^"]+)"/.exec(html)?.[1] ?? "");
    expect(claims).toMatchObject({
      [CLAIM.messageType]: "LtiDeepLinkingResponse",
      [CLAIM.deploymentId]: "deployment-1",
      [CLAIM.deepLinkingData]: "to come back",
      [CLAIM.contentItems]: [{ type: "ltiResourceLink", url: target(), custom: { exercise: exerciseId } }],
    });
    expect((await browser.follow(await choose(at, [exerciseId]))).at).toBe(refusedFor("REPLAYED"));
  });

  test("is for who teaches, and for the cohort's own exercises", async () => {
    const { at: learners } = await launch(platform.deepLinkingLaunch(learner(), target()));
    expect((await decide(learners, "new")).at).toBe(refusedFor("ROLE"));
    browser = createTestBrowser(site.web.url);
    const theirs = await createCohortOf(site.database.db);
    const foreign = await createExerciseOf(site.database.db, {
      cohortId: theirs.cohortId,
      createdBy: theirs.instructor.id,
    });
    const { at } = await launch(platform.deepLinkingLaunch(teacher(), target()));
    await decide(at, "new");
    expect((await choose(at, [foreign.id])).status).toBe(400);
  });
});
