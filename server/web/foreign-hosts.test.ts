import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { session } from "#db/schema/index.ts";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { runningInstance, recordInstance } from "#server/cli/start/instance.ts";
import { waitUntilReady } from "#server/cli/start/wait-until-ready.ts";
import { listenedUrl } from "#server/platform/listened-url.ts";
import { startWeb, type Web } from "./start-web.ts";
import { askAsHost } from "./testing/ask-as-host.ts";
import { createTestSite, type TestSite } from "./testing/test-site.ts";

let site: TestSite;
const EVIL = "evil.example";
const credentials = { name: "A learner", email: "a-learner@test.local", password: "a learner's passphrase" };
const json = { "content-type": "application/json" };

const post = (web: Web, action: string, { host, origin }: { host: string; origin: string }) =>
  askAsHost({
    port: web.port,
    host,
    path: `/api/auth/${action}/email`,
    method: "POST",
    headers: { ...json, origin },
    body: JSON.stringify(credentials),
  });

beforeAll(async () => {
  site = await createTestSite();
});
afterAll(() => site.close());

test.each(["/", "/metrics", "/api/health", "/api/trpc/cohort.list", "/api/auth/get-session", "/nothing"])(
  "%s is answered under no foreign name, in words that say what to set",
  async (path) => {
    for (const host of [EVIL, `${EVIL}:${site.web.port}`, `localhost.${EVIL}:${site.web.port}`]) {
      const answer = await askAsHost({ port: site.web.port, host, path });
      expect(answer.status).toBe(421);
      expect(answer.text).toContain("BASE_URL");
      expect(answer.text).toContain(site.web.url);
      expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
    }
  },
);

test("nobody signs up or in through a name that was pointed here, even where Host and Origin agree", async () => {
  const { web, database } = site;
  const own = { host: `localhost:${web.port}`, origin: web.url };
  expect((await post(web, "sign-up", own)).status).toBe(200);
  const before = await database.db.$count(session);
  const host = `${EVIL}:${web.port}`;
  for (const action of ["sign-in", "sign-up"]) {
    expect((await post(web, action, { host, origin: `http://${host}` })).status).toBe(421);
    expect((await post(web, action, { ...own, origin: `http://${host}` })).status).toBe(403);
    expect((await post(web, action, { ...own, origin: web.url.replace("http:", "https:") })).status).toBe(
      403,
    );
  }
  expect(await database.db.$count(session)).toBe(before);
  expect((await post(web, "sign-in", own)).status).toBe(200);
});

test("no socket opens under a foreign name or for a page of another scheme", async () => {
  const { port, url } = site.web;
  const open = async (host: string, origin: string) => {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      origin,
    };
    const path = "/socket.io/?EIO=4&transport=websocket";
    return (await askAsHost({ port, host, path, headers })).status;
  };
  const own = `localhost:${port}`;
  const evil = `${EVIL}:${port}`;
  expect(await open(own, url)).toBe(101);
  expect(await open(own, `https://${own}`)).toBe(400);
  expect(await open(evil, `http://${evil}`)).toBe(400);
  expect(await open(evil, url)).toBe(400);
});

/** Another address of this machine than 127.0.0.1, as HOST names it. */
function otherAddress(): string {
  const outward = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal);
  return process.platform === "linux" ? "127.0.0.2" : (outward?.address ?? "::1");
}

test.each([otherAddress(), "0.0.0.0"])(
  "on %s, under a name that does not resolve here: ready, found again, and signed in to through its proxy",
  async (HOST) => {
    const environment = { ...site.environment, HOST, BASE_URL: "https://lab.invalid" };
    const { logger } = site.web.deps;
    const web = await startWeb({ environment, logger, hasPages: false });
    try {
      const localUrl = listenedUrl(HOST, web.port);
      await waitUntilReady(localUrl, AbortSignal.timeout(PATIENCE_MS));
      await recordInstance(site.home, { url: web.url, localUrl }, process.ppid);
      expect(await runningInstance(site.home)).toMatchObject({ url: "https://lab.invalid", localUrl });

      const address = new URL(localUrl).hostname;
      const signIn = (origin: string) =>
        askAsHost({
          port: web.port,
          address,
          host: "lab.invalid",
          path: "/api/auth/sign-in/email",
          method: "POST",
          headers: { ...json, origin, "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9" },
          body: JSON.stringify(credentials),
        });
      expect((await signIn("https://lab.invalid")).status).toBe(200);
      expect((await signIn("http://lab.invalid")).status).toBe(403);
    } finally {
      await web.close();
    }
  },
);
