import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DEMO_INSTRUCTOR } from "#db/demo-accounts.ts";
import { session, user, verification } from "#db/schema/index.ts";
import { HUNG_MS } from "#models/testing/limits.ts";
import { createTestPeople, PASSWORD, type TestPeople } from "./testing/test-people.ts";

let people: TestPeople;
beforeAll(async () => {
  people = await createTestPeople();
});
afterAll(() => people.close());

const NEW = "rivers and roads";

async function signedInTwice() {
  const email = await people.person();
  const [here, there] = [people.browser(), people.browser()];
  await here.signIn(email);
  await there.signIn(email);
  const [{ id } = { id: "" }] = await people.db.select().from(user).where(eq(user.email, email));
  return { email, here, there, id };
}

const change = { currentPassword: PASSWORD, newPassword: NEW };

test("a change of password ends the other sessions, asked or not", async () => {
  const { here, there, email, id } = await signedInTwice();
  const response = await here.post("/change-password", { ...change, revokeOtherSessions: false });
  expect(response.status).toBe(200);
  expect(await people.db.$count(session, eq(session.userId, id))).toBe(1);
  expect((await there.post("/update-user", { name: "There" })).status).toBe(401);
  expect((await here.post("/update-user", { name: "Here" })).status).toBe(200);
  expect((await people.browser().signIn(email)).status).toBe(401);
  expect((await people.browser().signIn(email, NEW)).status).toBe(200);
});

test("what may not be chosen at sign-up may not be changed to", async () => {
  const { here, email } = await signedInTwice();
  for (const newPassword of ["short", "qwertyuiop", email]) {
    const response = await here.post("/change-password", { ...change, newPassword });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "WEAK_PASSWORD" });
  }
});

test("the old password is guessed no more often than at sign-in", async () => {
  const { here } = await signedInTwice();
  const statuses = [];
  for (let tries = 0; tries < 6; tries += 1) {
    const body = { ...change, currentPassword: `wrong password ${tries}` };
    statuses.push((await here.post("/change-password", body)).status);
  }
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
});

test("a reset asks the same of the password and ends every session", async () => {
  const { email, id } = await signedInTwice();
  const token = randomUUID();
  const expiresAt = new Date(Date.now() + HUNG_MS);
  const row = { id: token, identifier: `reset-password:${token}`, value: id, expiresAt };
  await people.db.insert(verification).values(row);
  const reset = (newPassword: string) => people.browser().post("/reset-password", { token, newPassword });
  expect((await reset("qwertyuiop")).status).toBe(400);
  expect((await reset(email)).status).toBe(400);
  const said = vi.spyOn(people.db, "execute");
  expect((await reset(NEW)).status).toBe(200);
  expect(JSON.stringify(said.mock.calls.map(([query]) => query))).toContain(id);
  said.mockRestore();
  expect(await people.db.$count(session, eq(session.userId, id))).toBe(0);
});

test("nobody changes what everyone signs in with to the demo", async () => {
  const browser = people.browser();
  await people.person(DEMO_INSTRUCTOR.email);
  await browser.signIn(DEMO_INSTRUCTOR.email);
  const response = await browser.post("/change-password", change);
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: "DEMO_ACCOUNT" });
});
