import { once } from "node:events";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compressStatic } from "#server/cli/compress-static.mjs";
import { readStaticFiles } from "./static-files.ts";

const SCRIPT = `console.log("strata");`.repeat(200);
let folder: string;
let server: Server;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-static-"));
  await mkdir(join(folder, "chunks"));
  await writeFile(join(folder, "chunks/a-1.js"), SCRIPT);
  await writeFile(join(folder, "chunks/tile.png"), "no text");
  await compressStatic(folder);
  const files = await readStaticFiles(folder);
  server = createServer((asked, response) => {
    if (!files.send(asked, response)) response.writeHead(404).end("Next's");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.close();
  await once(server, "close");
  await rm(folder, { recursive: true });
});

async function get(path: string, headers: Record<string, string>, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: "127.0.0.1", port, path, headers, method, agent: false }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  return { response, bytes: await buffer(response) };
}

const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };

test("a script goes out as it was compressed with the build, to be kept for ever", async () => {
  const { response, bytes } = await get("/_next/static/chunks/a-1.js", BROWSER);
  expect(response.headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "content-length": String(bytes.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect(brotliDecompressSync(bytes).toString()).toBe(SCRIPT);
  const head = await get("/_next/static/chunks/a-1.js", BROWSER, "HEAD");
  expect(head.response.headers["content-length"]).toBe(String(bytes.length));
  expect(head.bytes).toHaveLength(0);
});

test.each([
  ["who takes no brotli", "/_next/static/chunks/a-1.js", { "accept-encoding": "gzip" }],
  ["what is no text", "/_next/static/chunks/tile.png", BROWSER],
  ["what is not there", "/_next/static/chunks/../a-1.js", BROWSER],
  ["the compressed file by its own name", "/_next/static/chunks/a-1.js.br", BROWSER],
])("%s is left to Next", async (_, path, headers) => {
  expect((await get(path, headers)).bytes.toString()).toBe("Next's");
});
