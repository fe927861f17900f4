import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_INSTRUCTOR } from "#db/demo-accounts.ts";
import { cohortMember, session, user } from "#db/schema/index.ts";
import { createPerson } from "#db/testing/factories.ts";
import { platformAddress } from "#server/contract/account-address.ts";
import { OWN_PICTURE_PATH } from "#server/contract/own-picture.ts";
import { startInbox, type Inbox } from "#server/mail/testing/inbox.ts";
import { createCohort } from "#server/services/cohort/create.ts";
import { getCohort } from "#server/services/cohort/get.ts";
import { joinCohort } from "#server/services/cohort/join.ts";
import { createTestSite, type TestSite, type Visitor } from "./testing/test-site.ts";

let site: TestSite;
let inbox: Inbox;
beforeAll(async () => {
  inbox = await startInbox();
  site = await createTestSite({ extra: { SMTP_URL: inbox.url } });
});
afterAll(async () => {
  await site.close();
  await inbox.close();
});

const PASSWORD = "strata-test";
const NEW = "rivers and roads";

async function emailOf({ id }: Visitor): Promise<string> {
  const [row] = await site.web.deps.db.select({ email: user.email }).from(user).where(eq(user.id, id));
  return row?.email ?? "";
}

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${site.web.url}/api/auth/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: site.web.url, ...headers },
    body: JSON.stringify(body),
  });

const signIn = async (email: string, password: string) =>
  (await post("sign-in/email", { email, password })).status;

describe("a forgotten password", () => {
  test("comes by mail as a link that is good once, and ends every session", async () => {
    const visitor = await site.signUp();
    const email = await emailOf(visitor);
    expect((await post("request-password-reset", { email })).status).toBe(200);
    const { body } = await inbox.letterTo(email);
    const token = /\/reset-password#(\S+)/.exec(body)?.[1] ?? "";
    expect(body).toContain(`${site.web.url}/reset-password#`);
    expect((await post("reset-password", { token, newPassword: "short" })).status).toBe(400);
    expect((await post("reset-password", { token, newPassword: NEW })).status).toBe(200);
    expect(await site.web.deps.db.$count(session, eq(session.userId, visitor.id))).toBe(0);
    expect((await visitor.fetch("/api/trpc/cohort.list")).status).toBe(401);
    expect([await signIn(email, PASSWORD), await signIn(email, NEW)]).toEqual([401, 200]);
    const again = await post("reset-password", { token, newPassword: "meadows and hills" });
    expect(await again.json()).toMatchObject({ code: "INVALID_TOKEN" });
  });

  test("is answered alike for an address that nobody has, and for a demo account and one without nothing is sent", async () => {
    const visitor = await site.signUp();
    await createPerson(site.web.deps.db).then(({ id }) =>
      site.web.deps.db.update(user).set({ email: DEMO_INSTRUCTOR.email }).where(eq(user.id, id)),
    );
    const known = await emailOf(visitor);
    const { id } = await createPerson(site.web.deps.db);
    const none = platformAddress(id);
    await site.web.deps.db.update(user).set({ email: none }).where(eq(user.id, id));
    const answers = [];
    for (const email of ["nobody@test.local", DEMO_INSTRUCTOR.email, none, known]) {
      const response = await post("request-password-reset", { email });
      answers.push([response.status, await response.json()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual(answers[2]);
    expect(answers[0]).toEqual(answers[3]);
    // The last was asked for last.
    await inbox.letterTo(known);
    const written = inbox.letters.flatMap(({ to }) => to);
    expect(written.filter((to) => to === DEMO_INSTRUCTOR.email || to === none)).toEqual([]);
  });

  test("is asked for only so often, whoever has the address", async () => {
    const statuses = [];
    for (let tries = 0; tries < 6; tries += 1) {
      statuses.push((await post("request-password-reset", { email: "asked-often@test.local" })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

async function classOfTwo() {
  const [instructor, learner] = [await site.signUp(), await site.signUp()];
  const cohort = await createCohort(instructor.ctx, { name: "Remote sensing" });
  await joinCohort(learner.ctx, { code: cohort.joinCode ?? "" });
  return { instructor, learner, cohort };
}

describe("a picture of oneself", () => {
  const photo = () =>
    sharp({ create: { width: 900, height: 600, channels: 3, background: "#3f8f3a" } })
      .jpeg()
      .toBuffer();
  const send = async (visitor: Visitor, bytes: Uint8Array) =>
    visitor.fetch(OWN_PICTURE_PATH, { method: "POST", body: new Uint8Array(bytes) });

  test("is made small, shown to classmates and to nobody else, and taken away again", async () => {
    const { instructor, learner, cohort } = await classOfTwo();
    const stranger = await site.signUp();
    const answer = await send(learner, await photo());
    expect(answer.status).toBe(200);
    const { image } = (await answer.json()) as { image: string };
    const { members } = await getCohort(instructor.ctx, cohort.id);
    expect(members.find(({ id }) => id === learner.id)?.image).toBe(image);
    const seen = await instructor.fetch(image);
    const picture = await sharp(await seen.arrayBuffer()).metadata();
    expect(picture).toMatchObject({ format: "webp", width: 128, height: 128 });
    expect((await stranger.fetch(image)).status).toBe(404);
    expect((await fetch(`${site.web.url}${image}`)).status).toBe(401);
    expect((await learner.fetch(OWN_PICTURE_PATH, { method: "DELETE" })).status).toBe(200);
    expect((await instructor.fetch(image)).status).toBe(404);
  });

  test("is a picture", async () => {
    const visitor = await site.signUp();
    for (const text of ["<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", ""]) {
      expect((await send(visitor, Buffer.from(text))).status).toBe(400);
    }
  });

  test("is no address of anybody's choosing", async () => {
    const visitor = await site.signUp();
    const headers = { cookie: visitor.cookie };
    const image = "https://evil.example/pixel.png";
    expect((await post("update-user", { image }, headers)).status).toBe(400);
    expect((await post("update-user", { name: "New name", image }, headers)).status).toBe(400);
    expect((await post("update-user", { name: "New name" }, headers)).status).toBe(200);
    const [row] = await site.web.deps.db.select().from(user).where(eq(user.id, visitor.id));
    expect(row).toMatchObject({ name: "New name", image: null });
  });
});

test("signing out everywhere ends every session and leaves the account", async () => {
  const visitor = await site.signUp();
  const email = await emailOf(visitor);
  await signIn(email, PASSWORD);
  expect((await post("revoke-sessions", {}, { cookie: visitor.cookie })).status).toBe(200);
  expect(await site.web.deps.db.$count(session, eq(session.userId, visitor.id))).toBe(0);
  expect((await visitor.fetch("/api/trpc/cohort.list")).status).toBe(401);
  expect(await signIn(email, PASSWORD)).toBe(200);
});

describe("deleting one's account", () => {
  const remove = (visitor: Visitor, body: object) => post("delete-user", body, { cookie: visitor.cookie });

  test("wants the password, guessed no more often than at sign-in", async () => {
    const visitor = await site.signUp();
    expect((await remove(visitor, {})).status).toBe(400);
    const statuses = [];
    for (let tries = 0; tries < 6; tries += 1) {
      statuses.push((await remove(visitor, { password: `wrong password ${tries}` })).status);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
    expect(await emailOf(visitor)).not.toBe("");
  });

  test("ends the account and its sessions", async () => {
    const { learner, cohort, instructor } = await classOfTwo();
    const email = await emailOf(learner);
    expect((await remove(learner, { password: PASSWORD })).status).toBe(200);
    expect(await signIn(email, PASSWORD)).toBe(401);
    expect((await learner.fetch("/api/trpc/cohort.list")).status).toBe(401);
    expect((await getCohort(instructor.ctx, cohort.id)).members.map(({ id }) => id)).toEqual([instructor.id]);
  });

  test("is refused, in words, to who alone teaches a class", async () => {
    const { instructor, cohort } = await classOfTwo();
    const response = await remove(instructor, { password: PASSWORD });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("only instructor of “Remote sensing”"),
    });
    expect(await site.web.deps.db.$count(cohortMember, eq(cohortMember.cohortId, cohort.id))).toBe(2);
  });
});

describe("a join link, before one signs in", () => {
  test("says which class and whose, and nothing more", async () => {
    const { cohort, instructor } = await classOfTwo();
    const response = await fetch(`${site.web.url}/api/join/${(cohort.joinCode ?? "").toLowerCase()}`);
    expect(await response.json()).toEqual({
      cohortName: "Remote sensing",
      instructors: [instructor.ctx.actor.name],
    });
  });

  test.each(["WRONG-CODE9", "%00", "%E0%A4%A", "x".repeat(500), ""])("%j is no code", async (code) => {
    expect((await fetch(`${site.web.url}/api/join/${code}`)).status).toBe(404);
  });
});

test("what the sign-in page depends on is told to everybody", async () => {
  expect(await (await fetch(`${site.web.url}/api/welcome`)).json()).toEqual({ sendsMail: true });
});
