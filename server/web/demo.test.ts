import { expect, test } from "vitest";
import { seedDemo } from "#db/seed.ts";
import { versionOf } from "#db/testing/factories.ts";
import { createAuth } from "#server/auth/auth.ts";
import { closeDemoAccounts } from "#server/cli/start/close-demo.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { startWeb } from "./start-web.ts";
import { createTestSite } from "./testing/test-site.ts";

test("demo accounts end where the same state is started for others, and are back where it is not", async () => {
  const site = await createTestSite();
  const { db, url: databaseUrl } = site.database;
  const auth = createAuth({ db, environment: site.environment, baseUrl: site.web.url });
  const seed = () => seedDemo({ db, auth, joinCode: "DEMOCODE77" });
  try {
    const demo = await seed();
    const email = demo.accounts[0]!.email;
    const signIn = (at: string) =>
      fetch(`${at}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: at },
        body: JSON.stringify({ email, password: demo.password }),
      });
    const cookieOf = (response: Response) =>
      response.headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ");
    const ask = async (at: string, path: string, cookie: string) =>
      (await fetch(at + path, { headers: { cookie } })).status;

    const signedIn = await signIn(site.web.url);
    expect(signedIn.status).toBe(200);
    const cookie = cookieOf(signedIn);
    const socket = site.socket({ cookie, origin: site.web.url });
    const connected = new Promise((resolve) => socket.once("connect", () => resolve("connected")));
    socket.connect();
    expect(await connected).toBe("connected");
    const cohorts = await fetch(`${site.web.url}/api/trpc/cohort.list`, { headers: { cookie } });
    const listed = (await cohorts.json()) as { result: { data: { id: string }[] } };
    const versionId = await versionOf(site.database.db, "synthetic-tiles");
    const tile = `/api/tiles/${listed.result.data[0]!.id}/${versionId}/validation/1.png`;
    expect(await ask(site.web.url, tile, cookie)).toBe(200);

    const gone = new Promise((resolve) => socket.once("disconnect", resolve));
    const environment = { ...site.environment, DEMO: false };
    const open = await startWeb({ environment, logger: site.web.deps.logger, hasPages: false });
    try {
      expect(await gone).toBe("io server disconnect");
      for (const at of [site.web.url, open.url]) {
        expect(await ask(at, "/api/trpc/cohort.list", cookie)).toBe(401);
        expect(await ask(at, tile, cookie)).toBe(401);
        const refused = await signIn(at);
        expect(refused.status).toBe(403);
        expect(await refused.json()).toMatchObject({ code: "ACCOUNT_DISABLED" });
        expect(refused.headers.getSetCookie().join()).not.toContain("session_token");
      }
      const late = site.socket({ cookie, origin: site.web.url });
      const answer = new Promise((resolve) => late.once("connect_error", ({ message }) => resolve(message)));
      late.connect();
      expect(await answer).toBe("UNAUTHORIZED");
    } finally {
      await open.close();
    }

    expect(await seed()).toEqual(demo);
    expect((await signIn(site.web.url)).status).toBe(200);
    expect(await closeDemoAccounts(databaseUrl)).toMatch(/The 4 demo accounts.* are closed and signed out/);
    expect(await closeDemoAccounts(databaseUrl)).toBeNull();
    expect((await signIn(site.web.url)).status).toBe(403);
  } finally {
    await site.close();
  }
});

test.each([
  [{}, true],
  [{ HOST: "localhost", BASE_URL: "http://127.0.0.1:3000" }, true],
  [{ HOST: "0.0.0.0" }, false],
  [{ HOST: "192.0.2.7" }, false],
  [{ HOST: "127.0.0.1", BASE_URL: "https://lab.example.org" }, false],
  [{ HOST: "0.0.0.0", DEMO: "true" }, true],
  [{ DEMO: "false" }, false],
] as const)("with %j there is a demo cohort: %s", (variables, expected) => {
  expect(readEnvironment({ NODE_ENV: "test", ...variables }).DEMO).toBe(expected);
});
