import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tinyPets } from "#server/vision/testing/put-tiny-model.ts";
import { bringTask } from "./task.ts";

const MODEL = Buffer.from(tinyPets());
const HALF = Math.floor(MODEL.length / 2);

let folder: string;
let server: Server;
let answer: (response: ServerResponse, range: string | undefined) => void;
let ranges: (string | undefined)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-bring-"));
  ranges = [];
  answer = (response, range) => {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    const contentRange = `bytes ${from}-${MODEL.length - 1}/${MODEL.length}`;
    if (from > 0) response.writeHead(206, { "content-range": contentRange });
    response.end(MODEL.subarray(from));
  };
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(response, request.headers.range);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function fetchTiny(signal = new AbortController().signal, say: (report: unknown) => void = () => undefined) {
  const file = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiny.onnx`,
    fileName: "tiny.onnx",
    bytes: MODEL.length,
    sha256: createHash("sha256").update(MODEL).digest("hex"),
  };
  return bringTask.run(
    { kind: "fetch", name: "tiny", file, downloadsDir: folder },
    {
      say,
      signal,
      onNews: () => undefined,
      pauseSignal: new AbortController().signal,
      threads: 1,
      reserveBytes: undefined,
    },
  );
}

test("a network comes over the network, is told of, checked, loaded and run once", async () => {
  const said: unknown[] = [];
  const end = await fetchTiny(undefined, (report) => said.push(report));
  expect(end).toMatchObject({
    kind: "looked-at",
    file: join(folder, "tiny.onnx"),
    descriptor: { name: "tiny", task: "detection", classes: ["cat", "dog"], bytes: MODEL.length },
  });
  expect(said[0]).toEqual({ doneBytes: expect.any(Number) });
});

test("where the line was cut, words say so with the other way to get it, and the next try goes on from there", async () => {
  const whole = answer;
  answer = (response) => {
    response.writeHead(200, { "content-length": MODEL.length });
    response.write(MODEL.subarray(0, HALF), () => response.destroy());
  };
  expect(await fetchTiny()).toEqual({
    kind: "refused",
    reason: expect.stringMatching(/connection broke after \d+ of \d+ bytes.*npm run -s models -- add/),
  });
  const { length } = await readFile(join(folder, "tiny.onnx.part"));
  answer = whole;
  expect(await fetchTiny()).toMatchObject({ kind: "looked-at" });
  expect(ranges).toEqual([undefined, length > 0 ? `bytes=${length}-` : undefined]);
});

test("cancelled in the middle it keeps what it has; another file than the published one is thrown away", async () => {
  const whole = answer;
  answer = (response) => response.writeHead(200).write(MODEL.subarray(0, HALF));
  const cancelling = new AbortController();
  const cancelled = fetchTiny(cancelling.signal, () => cancelling.abort(new Error("cancelled")));
  await expect(cancelled).rejects.toThrow("cancelled");
  expect(await readdir(folder)).toEqual(["tiny.onnx.part"]);

  // What goes on from there is another file's.
  answer = (response) => {
    const range = `bytes ${HALF}-${MODEL.length - 1}/${MODEL.length}`;
    response.writeHead(206, { "content-range": range }).end(Buffer.alloc(MODEL.length - HALF, 7));
  };
  expect(await fetchTiny()).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("does not have the published checksum"),
  });
  expect(await readdir(folder)).toEqual([]);
  answer = whole;
  expect(await fetchTiny()).toMatchObject({ kind: "looked-at" });
});

test("a redirect to what is no page of the network is refused in words", async () => {
  answer = (response) => response.writeHead(302, { location: "file:///etc/passwd" }).end();
  expect(await fetchTiny()).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("sends on to an address that is none"),
  });
});
