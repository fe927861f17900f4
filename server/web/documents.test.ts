import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ApiContext } from "#server/api/context.ts";
import type { Reading } from "#server/api/reading.ts";
import { appRouter } from "#server/api/root.ts";
import { eventually } from "#models/testing/eventually.ts";
import { createDocuments, isDocumentRequest } from "./documents.ts";
import type { ReadingOf } from "./reading.ts";

const FONT = "</_next/static/media/inter.woff2>; rel=preload; as=font; crossorigin";

let server: Server;
let rendered: string[];
let secrets: Set<string>;
/** Who asks, by their cookie; `away` is nobody knows who. */
let held: (() => Promise<void>) | null;

beforeEach(async () => {
  rendered = [];
  secrets = new Set();
  held = null;
  const documents = createDocuments(
    async (url, nonce, reading) => {
      rendered.push(url);
      await held?.();
      secrets.add(nonce);
      if (url === "/broken") throw new Error("broken");
      const body = `<html><script nonce="${nonce}">self.a=1</script><script>self.b=1</script><p>${nameOf(reading)}</p>${"x".repeat(2_000)}`;
      const contentType = url === "/icon.svg" ? "image/svg+xml" : "text/html; charset=utf-8";
      const headers = { "content-type": contentType, "x-powered-by": "Next.js", "set-cookie": "a=b" };
      return { status: url === "/missing" ? 404 : 200, headers, body: Buffer.from(body) };
    },
    readingOf,
    { fontLink: FONT },
  );
  server = createServer((asked, response) => {
    documents.send(asked, response).catch(() => response.writeHead(500).end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const readingOf: ReadingOf = async ({ headers: { cookie } }) => {
  if (cookie === undefined) return { session: null };
  if (cookie === "away") return null;
  const user = { id: cookie, name: cookie, email: `${cookie}@strata.test` };
  return { session: { user }, router: appRouter, ctx: {} as ApiContext };
};

function nameOf(reading: Reading | null): string {
  return reading === null ? "unknown" : (reading.session?.user.name ?? "nobody");
}

async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: "127.0.0.1", port, path, headers, method }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  const bytes = await buffer(response);
  const isZipped = response.headers["content-encoding"] === "gzip";
  const policy = response.headers["content-security-policy"] ?? "";
  const [, nonce] = /'nonce-([^']+)'/.exec(String(policy)) ?? [];
  return { response, nonce, text: (isZipped ? gunzipSync(bytes) : bytes).toString(), isZipped };
}

test("each answer has its own nonce, in header and page; the page is made once and its secret stays here", async () => {
  const answers = await Promise.all([get("/a"), get("/a"), get("/a")]);
  expect(rendered).toEqual(["/a"]);
  expect(new Set(answers.map(({ nonce }) => nonce)).size).toBe(3);
  for (const { nonce = "", text, response } of answers) {
    expect(nonce).toMatch(/^[\w-]{24}$/);
    expect(text).toContain(`<script nonce="${nonce}">self.a=1</script><script>self.b=1</script>`);
    for (const secret of secrets) expect(text + response.rawHeaders.join()).not.toContain(secret);
    expect(response.headers["cache-control"]).toBe("private, no-cache");
    expect(response.headers.etag).toBeUndefined();
    expect(response.headers["set-cookie"]).toBeUndefined();
    expect(response.headers["x-powered-by"]).toBeUndefined();
    expect(response.headers.link).toBe(FONT);
  }
});

test("what is not a page as it should be is not kept", async () => {
  for (const path of ["/missing", "/broken", `/a?next=${"x".repeat(400)}`]) {
    await get(path);
    await get(path);
    expect(rendered.filter((url) => url === path)).toHaveLength(2);
  }
  expect((await get("/missing")).response.statusCode).toBe(404);
  expect((await get("/broken")).response.statusCode).toBe(500);
});

test("of many addresses the latest 500 are kept", async () => {
  await get("/first");
  for (let each = 0; each < 500; each += 1) await get(`/a?n=${each}`);
  await get("/a?n=499");
  await get("/first");
  expect(rendered).toHaveLength(502);
});

test("a page for somebody is rendered for each answer, for nobody else, and is not kept", async () => {
  const shown = await Promise.all(
    ["ana", "ben", "ana", undefined, "away", undefined].map(async (cookie) => {
      const { text, response, nonce } = await get("/a", cookie === undefined ? {} : { cookie });
      const isOwn = cookie !== undefined && cookie !== "away";
      expect(response.headers["cache-control"]).toBe(isOwn ? "private, no-store" : "private, no-cache");
      expect(text).toContain(`<script nonce="${nonce}">`);
      return /<p>(.*)<\/p>/.exec(text)?.[1];
    }),
  );
  expect(shown).toEqual(["ana", "ben", "ana", "nobody", "unknown", "nobody"]);
  // Three for the two people, one for everybody who is nobody, one where it could not be told.
  expect(rendered).toHaveLength(5);
});

test("where many people open pages in one moment, those beyond a few get what fills itself", async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  held = () => gate;
  const first = ["ana", "ben", "cleo"].map((cookie) => get("/a", { cookie }));
  await eventually(() => expect(rendered).toHaveLength(3));
  held = null;
  expect((await get("/a", { cookie: "dora" })).text).toContain("<p>unknown</p>");
  release();
  for (const [index, { text }] of (await Promise.all(first)).entries()) {
    expect(text).toContain(`<p>${["ana", "ben", "cleo"][index]}</p>`);
  }
  expect((await get("/a", { cookie: "dora" })).text).toContain("<p>dora</p>");
});

test("zipped for whom takes it, a head without a body, and no nonce on what is no page", async () => {
  const zipped = await get("/a", { "accept-encoding": "gzip, br" });
  expect(zipped.isZipped).toBe(true);
  expect(zipped.text).toContain(`nonce="${zipped.nonce}"`);
  expect((await get("/a")).isZipped).toBe(false);
  const head = await get("/a", {}, "HEAD");
  expect(head.text).toBe("");
  expect(Number(head.response.headers["content-length"])).toBeGreaterThan(2_000);
  const icon = await get("/icon.svg");
  expect(icon.nonce).toBeUndefined();
  expect(icon.response.headers.link).toBeUndefined();
  expect(icon.response.headers["content-type"]).toBe("image/svg+xml");
});

test.each([
  [{ url: "/" }, true],
  [{ url: "/cohorts/1/runs" }, true],
  [{ url: "/no-such.php" }, true],
  [{ url: "/_next/static/chunks/a.js" }, false],
  [{ url: "/cohorts/1/runs?_rsc=abc", headers: { rsc: "1" } }, false],
])("%j is a page: %s", ({ url, headers = {} }: { url: string; headers?: object }, expected) => {
  expect(isDocumentRequest({ url, headers } as IncomingMessage)).toBe(expected);
});
