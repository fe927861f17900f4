import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import type { DatasetProgress } from "../progress.ts";
import { downloadArchive } from "./download-archive.ts";
import type { Archive } from "./eurosat-archive.ts";

const CONTENT = randomBytes(300_000);
const SHA256 = createHash("sha256").update(CONTENT).digest("hex");

type Answer = (response: ServerResponse, range: string | undefined) => void;

let folder: string;
let server: Server;
let answer: Answer;
let ranges: (string | undefined)[];
let archive: Archive;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-download-"));
  ranges = [];
  answer = serveWhole;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(response, request.headers.range);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/tiles.zip`;
  archive = { url, fileName: "tiles.zip", bytes: CONTENT.length, sha256: SHA256 };
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function serveWhole(response: ServerResponse, range: string | undefined): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  if (from > 0) {
    response.writeHead(206, { "content-range": `bytes ${from}-${CONTENT.length - 1}/${CONTENT.length}` });
  }
  response.end(CONTENT.subarray(from));
}

/** Sends some bytes and cuts the line. */
function cutAfter(bytes: number): Answer {
  return (response) => {
    response.writeHead(200, { "content-length": CONTENT.length });
    response.write(CONTENT.subarray(0, bytes), () => response.destroy());
  };
}

test("downloads once, with progress, and not again", async () => {
  const progress: DatasetProgress[] = [];
  const file = await downloadArchive({ archive, folder, onProgress: (step) => progress.push(step) });
  expect(CONTENT.equals(await readFile(file))).toBe(true);
  expect(progress.map(({ phase }) => phase)).toEqual(
    expect.arrayContaining(["connecting", "downloading", "verifying"]),
  );
  expect(progress.at(-2)).toMatchObject({
    phase: "downloading",
    done: CONTENT.length,
    total: CONTENT.length,
  });
  await downloadArchive({ archive, folder });
  expect(ranges).toEqual([undefined]);
  expect(await readdir(folder)).toEqual(["tiles.zip"]);
});

test("goes on where the line was cut", async () => {
  answer = cutAfter(100_000);
  await expect(downloadArchive({ archive, folder })).rejects.toThrow(
    /connection broke after \d+ of 300000 bytes/,
  );
  const { length } = await readFile(join(folder, "tiles.zip.part"));
  expect(length).toBeGreaterThan(0);

  answer = serveWhole;
  expect(CONTENT.equals(await readFile(await downloadArchive({ archive, folder })))).toBe(true);
  expect(ranges).toEqual([undefined, `bytes=${length}-`]);
});

test("begins again where the server knows no ranges", async () => {
  await writeFile(join(folder, "tiles.zip.part"), CONTENT.subarray(0, 5000));
  answer = (response) => response.end(CONTENT);
  expect(CONTENT.equals(await readFile(await downloadArchive({ archive, folder })))).toBe(true);
});

test("throws away what has another checksum, and the next try begins anew", async () => {
  answer = (response) => response.end(randomBytes(CONTENT.length));
  await expect(downloadArchive({ archive, folder })).rejects.toThrow(/does not have the published checksum/);
  expect(await readdir(folder)).toEqual([]);
  answer = serveWhole;
  expect(CONTENT.equals(await readFile(await downloadArchive({ archive, folder })))).toBe(true);
});

test.each<[string, Answer, RegExp]>([
  ["404", (response) => response.writeHead(404).end(), /answered 404 Not Found/],
  [
    "a file that is too large",
    (response) => response.end(randomBytes(400_000)),
    /larger than the 300000 bytes/,
  ],
  [
    "a file that is too short",
    (response) => response.end(CONTENT.subarray(0, 99)),
    /ended after 99 of 300000/,
  ],
])("%s is a clear failure", async (_, broken, message) => {
  answer = broken;
  const trying = downloadArchive({ archive, folder, silenceTimeoutMs: PATIENCE_MS });
  await expect(trying).rejects.toThrow(message);
  await expect(trying).rejects.toMatchObject({ code: "DOWNLOAD_FAILED" });
});

test.each<[string, Answer]>([
  ["is silent", () => {}],
  ["falls silent", (response) => response.writeHead(200).write(CONTENT.subarray(0, 1000))],
])("a server that %s is given up", async (_, silent) => {
  answer = silent;
  const trying = downloadArchive({ archive, folder, silenceTimeoutMs: 200 });
  await expect(trying).rejects.toThrow(/silent for 0.2 s/);
  await expect(trying).rejects.toMatchObject({ code: "DOWNLOAD_FAILED" });
});

test("no network, or nobody there, is told", async () => {
  // No program is given a port this low unless it asks for it.
  const refused = { ...archive, url: "http://127.0.0.1:9/tiles.zip" };
  await expect(downloadArchive({ archive: refused, folder })).rejects.toThrow(/127.0.0.1 cannot be reached/);

  const unknown = { ...archive, url: "https://strata.invalid/tiles.zip" };
  await expect(downloadArchive({ archive: unknown, folder })).rejects.toThrow(
    /strata.invalid cannot be reached/,
  );
});

/** Sends on from the archive's own address, and gives the file where that leads. */
function sendOn(location: (port: number) => string): void {
  server.removeAllListeners("request");
  server.on("request", (request, response: ServerResponse) => {
    ranges.push(request.url);
    if (request.url !== "/tiles.zip") return void response.end(CONTENT);
    const { port } = server.address() as AddressInfo;
    response.writeHead(302, { location: location(port) }).end();
  });
}

test("goes along with a redirect to another host, from within to within and from public to public", async () => {
  sendOn((port) => `http://localhost:${port}/elsewhere`);
  expect(CONTENT.equals(await readFile(await downloadArchive({ archive, folder })))).toBe(true);
  await rm(join(folder, "tiles.zip"));
  const addressesOf = () => Promise.resolve(["140.82.121.3"]);
  expect(CONTENT.equals(await readFile(await downloadArchive({ archive, folder, addressesOf })))).toBe(true);
  expect(ranges).toEqual(["/tiles.zip", "/elsewhere", "/tiles.zip", "/elsewhere"]);
});

test("never from a public address to a private one, however it is written, nor round and round", async () => {
  const addressesOf = (host: string) =>
    Promise.resolve(host === "127.0.0.1" ? ["140.82.121.3"] : ["140.82.121.4", "10.0.0.7"]);
  for (const host of ["localhost", "[::1]", "metadata.test"]) {
    sendOn((port) => `http://${host}:${port}/secret`);
    await expect(downloadArchive({ archive, folder, addressesOf })).rejects.toMatchObject({
      code: "DOWNLOAD_FAILED",
      message: expect.stringMatching(/sends on to .*, which is a private address/),
    });
  }
  for (const location of ["file:///etc/passwd", "http://somebody:else@localhost/x", "http://["]) {
    sendOn(() => location);
    await expect(downloadArchive({ archive, folder })).rejects.toThrow(/an address that is none/);
  }
  expect(ranges.filter((path) => path !== "/tiles.zip")).toEqual([]);
  sendOn(() => "/tiles.zip");
  await expect(downloadArchive({ archive, folder })).rejects.toThrow(/from one place to the next/);
});

/** Listens and takes nobody in: its queue holds two, and whoever comes after them waits. */
const DEAF = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, server.address().port + "\\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

test("a connection that does not come about is given up after the time to connect", async () => {
  const deaf = spawn(process.execPath, ["-e", DEAF], { stdio: ["ignore", "pipe", "inherit"] });
  const queue: Socket[] = [];
  try {
    const [line] = (await once(createInterface({ input: deaf.stdout }), "line")) as [string];
    for (let place = 0; place < 2; place += 1) {
      const socket = connect({ port: Number(line), host: "127.0.0.1" });
      queue.push(socket);
      await once(socket, "connect");
    }
    const waiting = { ...archive, url: `http://127.0.0.1:${line}/tiles.zip` };
    await expect(downloadArchive({ archive: waiting, folder, connectTimeoutMs: 200 })).rejects.toThrow(
      "127.0.0.1 cannot be reached: no connection within 0.2 s",
    );
  } finally {
    for (const socket of queue) socket.destroy();
    deaf.kill("SIGKILL");
    await once(deaf, "close");
  }
});

test("stops when told to, and keeps what it has for the next try", async () => {
  const abort = new AbortController();
  answer = (response) => response.writeHead(200).write(CONTENT.subarray(0, 1000));
  const stopped = downloadArchive({
    archive,
    folder,
    signal: abort.signal,
    onProgress: ({ phase }) => phase === "downloading" && abort.abort(new Error("stopped by hand")),
  });
  await expect(stopped).rejects.toThrow("stopped by hand");
  expect(await readdir(folder)).toEqual(["tiles.zip.part"]);
});

test("two at once do not write into the same file", async () => {
  const files = await Promise.all([1, 2, 3].map(() => downloadArchive({ archive, folder })));
  for (const file of files) expect(CONTENT.equals(await readFile(file))).toBe(true);
  expect(await readdir(folder)).toEqual(["tiles.zip"]);
});

test("a claim that a killed process left does not stand in the way", async () => {
  await mkdir(join(folder, "tiles.zip.claim"));
  await writeFile(join(folder, "tiles.zip.part"), CONTENT.subarray(0, 5000));
  expect(CONTENT.equals(await readFile(await downloadArchive({ archive, folder })))).toBe(true);
  expect(ranges).toEqual([undefined]);
});
