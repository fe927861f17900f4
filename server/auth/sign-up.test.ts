import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { user } from "#db/schema/index.ts";
import { createTestPeople, type TestPeople } from "./testing/test-people.ts";

let people: TestPeople;
beforeAll(async () => {
  people = await createTestPeople();
});
afterAll(() => people.close());

const PASSWORD = "rivers and roads";

type Told = { token: unknown; user: Record<string, unknown> };

test("sign-up says the same of a new address and of one that has an account, after the same work", async () => {
  const taken = await people.person("taken@test.local");
  const { password } = await people.auth.$context;
  const work = [vi.spyOn(password, "hash"), vi.spyOn(password, "verify")];
  const calls = () => work.reduce((sum, spy) => sum + spy.mock.calls.length, 0);

  async function ask(email: string) {
    const before = calls();
    const response = await people
      .browser()
      .post("/sign-up/email", { name: " Some\u200Bone ", email, password: PASSWORD });
    const { token, user } = (await response.json()) as Told;
    return {
      status: response.status,
      headers: [...response.headers],
      token,
      user: { ...user, email: "", id: "", createdAt: "", updatedAt: "" },
      // What names nothing but this answer has one form.
      forms: [user.id, user.createdAt, user.updatedAt].map((value) => String(value).replaceAll(/\w/g, "x")),
      echoed: user.email === email.toLowerCase(),
      work: calls() - before,
    };
  }

  const fresh = await ask("Fresh@test.local");
  expect(await ask(taken.toUpperCase())).toEqual(fresh);
  expect(fresh).toMatchObject({ status: 200, token: null, user: { name: "Someone" }, work: 1, echoed: true });
  expect((await people.browser().signIn("fresh@test.local", PASSWORD)).status).toBe(200);
  expect((await people.browser().signIn(taken)).status).toBe(200);
  expect((await people.browser().signIn(taken, PASSWORD)).status).toBe(401);
  expect(await people.db.$count(user)).toBe(2);
});

test.each([
  ["more than sign-up takes", { image: "http://elsewhere.example/a.png" }],
  ["a weak password", { password: "qwertyuiop" }],
  ["no name", { name: "\u2066\u2069" }],
])("%s is refused alike, before anybody looks whether the address is known", async (_, wrong) => {
  const taken = await people.person();
  const answers = [];
  for (const email of [taken, "unheard-of@test.local"]) {
    const body = { name: "Someone", email, password: PASSWORD, ...wrong };
    const response = await people.browser().post("/sign-up/email", body);
    answers.push({ status: response.status, body: await response.json() });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.status).toBe(400);
});

test("an address is signed up five times in a quarter of an hour, known or not", async () => {
  for (const email of [await people.person(), "again@test.local"]) {
    const statuses = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const body = { name: "Someone", email, password: PASSWORD };
      const response = await people.browser({ address: `192.0.2.${tries}` }).post("/sign-up/email", body);
      statuses.push([response.status, response.headers.get("retry-after") !== null]);
    }
    expect(statuses).toEqual([...Array.from({ length: 5 }, () => [200, false]), [429, true]]);
  }
});
