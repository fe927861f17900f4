import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { account, cohort, cohortMember, design, user } from "#db/schema/index.ts";
import { seedDemo } from "#db/seed.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database.ts";
import { createAuth, type Auth } from "./auth.ts";

let database: TestDatabase;
let home: string;
let auth: Auth;

const BASE_URL = "http://localhost:3000";
const authOf = (NODE_ENV: "test" | "production", baseUrl = BASE_URL) =>
  createAuth({
    db: database.db,
    environment: { NODE_ENV, STRATA_HOME: home, BETTER_AUTH_SECRET: undefined },
    baseUrl,
  });

beforeAll(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "strata-auth-"));
  auth = authOf("test");
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const post = (to: Auth, path: string, body: object, headers: Record<string, string> = {}) =>
  to.handler(
    new Request(`${BASE_URL}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: BASE_URL, ...headers },
      body: JSON.stringify(body),
    }),
  );

const signUp = (body: { email: string; name: string; password: string }) =>
  post(auth, "/sign-up/email", body);

test("a new person signs up, signs in, is known by the cookie, and signs out", async () => {
  const body = { email: "a@test.local", name: "  A learner ", password: "long enough" };
  const made = await signUp(body);
  expect(made.status).toBe(200);
  expect(made.headers.getSetCookie()).toEqual([]);
  const response = await post(auth, "/sign-in/email", { email: body.email, password: body.password });
  const setCookie = response.headers.getSetCookie().find((line) => line.includes("session_token=")) ?? "";
  expect(setCookie).toMatch(/HttpOnly/i);
  expect(setCookie).toMatch(/SameSite=Lax/i);
  const headers = new Headers({ cookie: setCookie.split(";")[0] ?? "" });
  expect((await auth.api.getSession({ headers }))?.user.name).toBe("A learner");
  await auth.api.signOut({ headers });
  expect(await auth.api.getSession({ headers })).toBeNull();
});

test.each([
  ["short password", { email: "b@test.local", name: "B", password: "123456789" }],
  ["common password", { email: "b@test.local", name: "B", password: "1q2w3e4r5t" }],
  ["the address as password", { email: "b-person-here@test.local", name: "B", password: "b-person-here" }],
  ["what stands for an address", { email: "b@lti.invalid", name: "B", password: "long enough" }],
  ["an address of the demo", { email: "b@strata.local", name: "B", password: "long enough" }],
  [
    "a name that cannot be seen",
    { email: "g@test.local", name: "\u200B\u202E\u2800", password: "long enough" },
  ],
  ["no name", { email: "c@test.local", name: "   ", password: "long enough" }],
  ["a name that is too long", { email: "d@test.local", name: "n".repeat(61), password: "long enough" }],
  ["a name of two lines", { email: "e@test.local", name: "one\ntwo", password: "long enough" }],
  ["no e-mail address", { email: "nobody", name: "F", password: "long enough" }],
])("refuses %s", async (_, body) => {
  expect((await signUp(body)).status).toBe(400);
  const people = await database.db.select().from(user);
  expect(people.map(({ email }) => email)).not.toContain(body.email);
});

test("the secret is made once and readable by its owner alone", async () => {
  const file = join(home, "auth-secret");
  const secret = await readFile(file, "utf8");
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  authOf("test");
  expect(await readFile(file, "utf8")).toBe(secret);
});

test("another site's page cannot sign anyone in", async () => {
  const body = { email: "a@test.local", password: "long enough" };
  const foreign = { origin: "http://evil.example", cookie: "a=b" };
  expect((await post(auth, "/sign-in/email", body, foreign)).status).toBe(403);
});

test("cookies are for https only where the site is", async () => {
  const secure = authOf("test", "https://lab.example");
  const response = await secure.handler(
    new Request("https://lab.example/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://lab.example" },
      body: JSON.stringify({ email: "a@test.local", password: "long enough" }),
    }),
  );
  const cookies = response.headers.getSetCookie();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-strata\.[^;]+(?=.*; Path=\/(?:;|$))(?=.*; HttpOnly)(?=.*; Secure)/);
    expect(cookie).not.toMatch(/; Domain=/i);
  }
  const headers = new Headers({ cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });
  expect((await secure.api.getSession({ headers }))?.user.email).toBe("a@test.local");
  await secure.api.signOut({ headers });
  expect(await secure.api.getSession({ headers })).toBeNull();
});

test("the demo cohort is made once", async () => {
  const first = await seedDemo({ db: database.db, auth, joinCode: "FIRSTCODE7" });
  const rows = () =>
    Promise.all([cohort, cohortMember, design, account].map((table) => database.db.$count(table)));
  const counts = await rows();
  expect(counts.slice(0, 3)).toEqual([1, 4, 3]);
  const second = await seedDemo({ db: database.db, auth, joinCode: "OTHERCODE7" });
  expect(second).toEqual(first);
  expect(second.joinCode).toBe("FIRSTCODE7");
  expect(await rows()).toEqual(counts);
  for (const { email } of first.accounts) {
    expect((await post(auth, "/sign-in/email", { email, password: first.password })).status).toBe(200);
  }
});
