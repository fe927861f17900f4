import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addMember,
  createCohortOf,
  createDesignOf,
  createRunOf,
  presetGraph,
} from "#db/testing/factories.ts";
import { artifact } from "#db/schema/index.ts";
import { outlineOf } from "#models/graph/outline.ts";
import { BATCH_LIMIT, bodyLimitOf, MAX_JSON_DEPTH } from "#server/api/body-limits.ts";
import { MAX_PICTURE_BYTES, MAX_WINDOW_BYTES } from "#server/contract/own-input.ts";
import { picturePath, predictionResult, windowPath } from "#server/contract/prediction.ts";
import { createTestSite, type TestSite, type Visitor } from "./testing/test-site.ts";

let site: TestSite;
let member: Visitor;
let cohortId: string;
let designId: string;
let runId: string;

beforeAll(async () => {
  site = await createTestSite();
  member = await site.signUp();
  const { db } = site.web.deps;
  ({ cohortId } = await createCohortOf(db));
  await addMember(db, cohortId, "learner", member.ctx.actor);
  ({ id: designId } = await createDesignOf(db, { cohortId, ownerId: member.id }));
  ({ id: runId } = await createRunOf(db, { cohortId, startedBy: member.id }, { state: "finished" }));
  await db
    .insert(artifact)
    .values({ runId, kind: "onnx", storageKey: `runs/${runId}/model.onnx`, sizeBytes: 1, sha256: "0" });
});
afterAll(() => site.close());

const ownBytes = (body: string | Uint8Array) => (typeof body === "string" ? body : new Uint8Array(body));

type Answer = { result?: { data: unknown }; error?: { message: string; data: { appCode: string } } };

async function post(path: string, body: string | Uint8Array, who: Pick<Visitor, "fetch"> = member) {
  const headers = { "Content-Type": "application/json" };
  const response = await who.fetch(`/api/trpc/${path}`, { method: "POST", headers, body: ownBytes(body) });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const save = (graph: unknown, revision: number) => JSON.stringify({ designId, revision, graph });
const filled = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

describe("a body is refused before it is parsed", () => {
  const { maxBytes, maxValues } = bodyLimitOf("design.save", false);
  const settings = (value: string) =>
    `{"designId":"${randomUUID()}","revision":1,"graph":{"version":1,"edges":[],"nodes":[{"id":"a","type":"Dense","settings":{"units":${value}}}]}}`;

  test.each([
    ["wide", settings(`[${filled("[],", 3 * maxValues)}[]]`), /more than \d+ values/],
    ["deep", settings(`${"[".repeat(MAX_JSON_DEPTH)}1${"]".repeat(MAX_JSON_DEPTH)}`), /more than 16 deep/],
    ["long", settings(`"${"x".repeat(maxBytes)}"`), /too large/],
  ])("that is too %s", async (_, body, message) => {
    const { status, answer } = await post("design.save", body);
    expect(status).toBe(413);
    expect(answer.error?.message).toMatch(message);
  });

  test("that is longer than what is called needs", async () => {
    const { status, answer } = await post("cohort.create", JSON.stringify({ name: "x".repeat(20_000) }));
    expect({ status, code: answer.error?.data.appCode }).toEqual({ status: 413, code: "TOO_LARGE" });
    const batch = await post("cohort.create,cohort.create?batch=1", "x".repeat(BATCH_LIMIT.maxBytes + 1));
    expect(batch.status).toBe(413);
  });

  test("that is no text, or no JSON", async () => {
    for (const bytes of [Buffer.from([0xff, 0xfe]), Buffer.from('{"name":')]) {
      for (const body of [bytes, Buffer.concat([bytes, Buffer.alloc(10_000, " ")])]) {
        const { status, answer } = await post("design.save", body);
        expect({ status, code: answer.error?.data.appCode }).toEqual({ status: 400, code: "INVALID_INPUT" });
      }
    }
  });
});

test("an address is no way around it", async () => {
  const input = encodeURIComponent(JSON.stringify({ cohortId, x: "[".repeat(3_000) }));
  const response = await member.fetch(`/api/trpc/design.list?input=${input}`);
  expect(response.status).toBe(413);
});

test("a long network is saved as it is, and one with something wrong is answered in words", async () => {
  const graph = presetGraph("se-resnet-18");
  const saved = await post("design.save", save(graph, 1));
  expect(saved.status).toBe(200);
  const { params } = outlineOf(graph);
  expect(saved.answer.result?.data).toMatchObject({ graph, revision: 2, params });
  const nodes = graph.nodes.map((node) => ({ ...node, name: "NO" }));
  const refused = await post("design.save", save({ ...graph, nodes }, 2));
  expect(refused).toMatchObject({ status: 400, answer: { error: { data: { appCode: "INVALID_INPUT" } } } });
  expect(refused.answer.error?.message).toMatch(/A layer name is lower case.*; and \d+ more$/);
});

test("in a batch a short network is taken, and each call has its own answer", async () => {
  const body = JSON.stringify({ 0: { designId, revision: 99, graph: presetGraph() }, 1: { name: "" } });
  const response = await member.fetch("/api/trpc/design.save,cohort.create?batch=1", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  const [first, second] = (await response.json()) as Answer[];
  expect(first?.error?.data.appCode).toBe("CONFLICT");
  expect(second?.error?.message).toBe("A cohort needs a name");
});

test("nothing is read from who is not signed in, however slowly it comes", async () => {
  const { port } = site.web;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(
        `POST /api/trpc/design.save HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\nContent-Length: 400000\r\n\r\n{`,
      );
    });
    socket.once("data", (bytes) => {
      resolve(bytes.toString());
      socket.destroy();
    });
    socket.once("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1.1 401 /);
});

test("rows of a table are taken from a member, of bounded size, by a network that wants them", async () => {
  const send = (body: string, who: Pick<Visitor, "fetch"> = member) =>
    who.fetch(windowPath(runId), { method: "POST", body });
  expect(await (await send("a,b\n1,2")).json()).toMatchObject({
    error: { code: "INVALID_INPUT", message: expect.stringContaining("wants a picture") },
  });
  expect((await send("1,".repeat(MAX_WINDOW_BYTES))).status).toBe(413);
  expect((await send("a,b\n1,2", await site.signUp())).status).toBe(404);
  expect((await fetch(site.web.url + windowPath(runId), { method: "POST", body: "1" })).status).toBe(401);
});

describe("a picture", () => {
  const red = { r: 255, g: 0, b: 0 };
  const picture = sharp({ create: { width: 90, height: 30, channels: 3, background: red } })
    .png()
    .toBuffer();
  const send = async (body: Uint8Array, who: Pick<Visitor, "fetch"> = member, headers = {}) =>
    who.fetch(picturePath(runId), { method: "POST", body: ownBytes(body), headers });

  test("is sent as it is, and becomes a question", async () => {
    const response = await send(await picture);
    expect(response.status).toBe(200);
    expect(predictionResult.parse(await response.json())).toMatchObject({ runId, state: "queued" });
  });

  test("is taken from a member on a page of this site alone", async () => {
    const [bytes, stranger] = [await picture, await site.signUp()];
    expect((await send(bytes, stranger)).status).toBe(404);
    expect((await send(bytes, member, { Origin: "http://evil.example" })).status).toBe(403);
    const nobody = { fetch: (path: string, init = {}) => fetch(site.web.url + path, init) };
    expect((await send(bytes, nobody)).status).toBe(401);
  });

  test("is one, and of bounded size", async () => {
    const response = await send(Buffer.from("<svg/>"));
    expect(await response.json()).toMatchObject({ error: { code: "INVALID_INPUT" } });
    expect((await send(Buffer.alloc(MAX_PICTURE_BYTES + 1))).status).toBe(413);
    expect((await member.fetch(picturePath("../run"), { method: "POST" })).status).toBe(404);
  });
});
