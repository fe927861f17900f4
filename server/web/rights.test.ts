import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, cohort, cohortMember, datasetImport } from "#db/schema/index.ts";
import {
  createCohortOf,
  createDesignOf,
  createRunOf,
  createVisionQuestionOf,
  versionOf,
} from "#db/testing/factories.ts";
import { PATIENCE_MS } from "#models/testing/limits.ts";
import { PROTOCOL_VERSION } from "#server/contract/protocol.ts";
import type { Ack } from "#server/contract/socket.ts";
import { CLIENT_EVENTS, type ClientEventName } from "#server/realtime/client-events.ts";
import { ownCalendar } from "#server/services/calendar/address.ts";
import { setOwnPicture } from "#server/services/account/own-picture.ts";
import { putTinyModel } from "#server/vision/testing/put-tiny-model.ts";
import { runKey } from "#server/storage/storage-keys.ts";
import { createTestSite, type TestSite, type TestSocket, type Visitor } from "./testing/test-site.ts";

// Every address that is no page and every event of a socket against everybody who may ask: nobody, a member of another
// cohort, a learner, an assistant and an instructor. What is asked about is the instructor's. A file in routes/ or an event that is not in
// its table fails. Procedures have theirs in server/api/access.test.ts.

type World = {
  cohortId: string;
  joinCode: string;
  versionId: string;
  runId: string;
  designId: string;
  importId: string;
  visionPictureId: string;
  /** Of the instructor, as an address. */
  picture: string;
  calendar: string;
  png: Uint8Array<ArrayBuffer>;
};
type Statuses = [nobody: number, stranger: number, learner: number, instructor: number];
type Request = {
  path: string;
  method?: string;
  body?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};
type Row = {
  ask: (world: World) => Request;
  statuses: Statuses;
  /** As a learner where nothing is said. */
  assistant?: number;
};

const ofRun = (file: string): Row => ({
  ask: ({ runId }) => ({ path: `/api/runs/${runId}/${file}` }),
  statuses: [401, 404, 200, 200],
});
const newKey = () => ({ "idempotency-key": randomUUID() });
const forAll = (path: string): Row => ({ ask: () => ({ path }), statuses: [200, 200, 200, 200] });

const ROUTES: Record<string, Row[]> = {
  // Its procedures are asked one by one elsewhere; here is its door.
  api: [
    {
      ask: ({ cohortId }) => ({
        path: `/api/trpc/cohort.get?input=${encodeURIComponent(JSON.stringify({ cohortId }))}`,
      }),
      statuses: [401, 404, 200, 200],
    },
  ],
  auth: [forAll("/api/auth/get-session")],
  // Who has the address reads it, signed in or not.
  calendars: [
    { ask: ({ calendar }) => ({ path: calendar }), statuses: [200, 200, 200, 200] },
    {
      ask: () => ({ path: `/api/calendars/${"a".repeat(32)}.ics` }),
      statuses: [404, 404, 404, 404],
    },
  ],
  "cohort-tables": ["members", "designs", "runs", "epochs", "grades", "checks", "gradebook"].map((table) => ({
    ask: ({ cohortId }) => ({ path: `/api/cohorts/${cohortId}/${table}.csv` }),
    statuses: [401, 404, 403, 200],
    assistant: table === "gradebook" ? 200 : 403,
  })),
  health: [forAll("/api/health")],
  // Nobody but who sends it.
  "import-parts": [
    {
      ask: ({ importId, png }) => ({ path: `/api/imports/${importId}/0`, method: "PUT", body: png }),
      statuses: [401, 404, 404, 200],
    },
  ],
  "join-links": [
    { ask: ({ joinCode }) => ({ path: `/api/join/${joinCode}` }), statuses: [200, 200, 200, 200] },
  ],
  // A browser that brings nothing is sent to the page that says why, and here are no pages. Launches are in lti.test.ts.
  "lti-entry": ["", "/view"].map((what) => ({
    ask: () => ({ path: `/api/lti/enter/${randomUUID()}${what}` }),
    statuses: [404, 404, 404, 404],
  })),
  "lti-keys": [forAll("/api/lti/keys")],
  "lti-launch": [
    { ask: () => ({ path: "/api/lti/launch", method: "POST" }), statuses: [404, 404, 404, 404] },
  ],
  "lti-login": [{ ask: () => ({ path: `/api/lti/login/${randomUUID()}` }), statuses: [404, 404, 404, 404] }],
  // For who has the token.
  metrics: [
    {
      ask: () => ({ path: "/metrics", headers: { "X-Forwarded-For": "203.0.113.9" } }),
      statuses: [404, 404, 404, 404],
    },
  ],
  "model-files": [
    {
      ask: ({ cohortId, png }) => ({ path: `/api/vision/models/${cohortId}`, method: "POST", body: png }),
      statuses: [401, 404, 403, 200],
    },
    {
      ask: ({ cohortId }) => ({ path: `/api/vision/models/${cohortId}/tiny` }),
      statuses: [401, 404, 200, 200],
    },
  ],
  // Of a design of one's own.
  "network-files": [
    {
      ask: ({ designId, png }) => ({ path: `/api/network-files/${designId}`, method: "POST", body: png }),
      statuses: [401, 404, 404, 200],
    },
  ],
  // One's own, whoever one is.
  "own-picture": [
    {
      ask: ({ png }) => ({ path: "/api/own-picture", method: "POST", body: png }),
      statuses: [401, 200, 200, 200],
    },
  ],
  "person-pictures": [{ ask: ({ picture }) => ({ path: picture }), statuses: [401, 404, 200, 200] }],
  pictures: [
    {
      ask: ({ runId, png }) => ({
        path: `/api/pictures/${runId}`,
        method: "POST",
        body: png,
        headers: newKey(),
      }),
      statuses: [401, 404, 200, 200],
    },
  ],
  "run-files": [
    ...["run.json", "history.csv", "model.onnx"].map(ofRun),
    // Its weights are not kept, so that there is nothing to sign.
    { ...ofRun("record.json"), statuses: [401, 404, 409, 409] },
  ],
  tiles: [
    {
      ask: ({ cohortId, versionId }) => ({ path: `/api/tiles/${cohortId}/${versionId}/validation/0.png` }),
      statuses: [401, 404, 200, 200],
    },
    // No other split has an address.
    ...["test", "train"].map((split): Row => ({
      ask: ({ cohortId, versionId }) => ({ path: `/api/tiles/${cohortId}/${versionId}/${split}/0.png` }),
      statuses: [401, 404, 404, 404],
    })),
  ],
  "vision-frames": [
    {
      ask: ({ cohortId, png }) => ({
        path: `/api/vision/frames/${cohortId}?model=tiny`,
        method: "POST",
        body: png,
      }),
      statuses: [401, 404, 200, 200],
    },
    // Of somebody else's nothing is said, not even that it is there.
    {
      ask: ({ visionPictureId }) => ({ path: `/api/vision/frames/${visionPictureId}` }),
      statuses: [401, 200, 200, 200],
    },
  ],
  "vision-pictures": [
    {
      ask: ({ cohortId, png }) => ({ path: `/api/vision/pictures/${cohortId}`, method: "POST", body: png }),
      statuses: [401, 404, 200, 200],
    },
    // Nobody but who has sent it.
    {
      ask: ({ visionPictureId }) => ({ path: `/api/vision/pictures/${visionPictureId}` }),
      statuses: [401, 404, 404, 200],
    },
  ],
  welcome: [forAll("/api/welcome")],
  // The run is one on pictures, which are no windows.
  windows: [
    {
      ask: ({ runId, png }) => ({
        path: `/api/windows/${runId}`,
        method: "POST",
        body: png,
        headers: newKey(),
      }),
      statuses: [401, 404, 400, 400],
    },
  ],
};

type Asked = { input: (world: World) => object; stranger: string; member: string };
const EVENTS: Record<ClientEventName, Asked> = {
  "run:watch": { input: ({ runId }) => ({ runId, afterSeq: 0 }), stranger: "NOT_FOUND", member: "ok" },
  "run:unwatch": { input: ({ runId }) => ({ runId }), stranger: "ok", member: "ok" },
  "cohort:watch": { input: ({ cohortId }) => ({ cohortId }), stranger: "NOT_FOUND", member: "ok" },
  "cohort:unwatch": { input: ({ cohortId }) => ({ cohortId }), stranger: "ok", member: "ok" },
};

const ADDRESSES = Object.entries(ROUTES).flatMap(([route, rows]) => rows.map((row) => ({ route, row })));

let site: TestSite;
let stranger: Visitor;
let learner: Visitor;
let assistant: Visitor;
let instructor: Visitor;
let world: World;

beforeAll(async () => {
  site = await createTestSite();
  [stranger, learner, assistant, instructor] = await Promise.all([
    site.signUp(),
    site.signUp(),
    site.signUp(),
    site.signUp(),
  ]);
  const { db, files } = site.web.deps;
  const [{ cohortId }, theirs] = [await createCohortOf(db), await createCohortOf(db)];
  await db.insert(cohortMember).values([
    { cohortId, userId: learner.id, role: "learner" },
    { cohortId, userId: assistant.id, role: "assistant" },
    { cohortId, userId: instructor.id, role: "instructor" },
    { cohortId: theirs.cohortId, userId: stranger.id, role: "instructor" },
  ]);
  const joinCode = randomUUID().slice(0, 8).toUpperCase();
  await db.update(cohort).set({ joinCode }).where(eq(cohort.id, cohortId));
  await putTinyModel(files);
  const versionId = await versionOf(db, "synthetic-tiles");
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: instructor.id }, { state: "finished" });
  const { key: storageKey, ...file } = await files.put(
    runKey(runId, "model-1.onnx"),
    Readable.from(["weights"]),
  );
  await db.insert(artifact).values({ runId, kind: "onnx", storageKey, ...file });
  const tile = sharp({ create: { width: 64, height: 64, channels: 3, background: "#3f8f3a" } });
  const png = new Uint8Array(await tile.png().toBuffer());
  const importId = randomUUID();
  const upload = { id: importId, cohortId, ownerId: instructor.id, name: "leaves.zip", bytes: png.length };
  await db.insert(datasetImport).values({ ...upload, state: "uploading" });
  const picture = await setOwnPicture(instructor.ctx, png);
  const { id: designId } = await createDesignOf(db, { cohortId, ownerId: instructor.id });
  const { pictureId: visionPictureId } = await createVisionQuestionOf(db, {
    cohortId,
    ownerId: instructor.id,
  });
  const { path: calendar } = await ownCalendar(instructor.ctx, { isNew: false });
  world = {
    calendar,
    visionPictureId,
    cohortId,
    joinCode,
    versionId,
    runId,
    designId,
    importId,
    picture,
    png,
  };
});
afterAll(() => site.close());

test("every route and every event is in its table", () => {
  // `own-input` is what two of them share.
  const routes = readdirSync(new URL("routes/", import.meta.url)).map((file) => file.replace(/\.ts$/, ""));
  expect(Object.keys(ROUTES).toSorted()).toEqual(routes.filter((name) => name !== "own-input").toSorted());
  expect(Object.keys(EVENTS).toSorted()).toEqual(Object.keys(CLIENT_EVENTS).toSorted());
});

test.each(ADDRESSES)("$route answers each as the table says", async ({ row }) => {
  const ask = () => {
    const { path, body, headers = {}, method = "GET" } = row.ask(world);
    return { path, init: { method, headers, ...(body === undefined ? {} : { body }) } };
  };
  const { path, init } = ask();
  const { url } = site.web;
  const answers = [await fetch(`${url}${path}`, { ...init, headers: { ...init.headers, Origin: url } })];
  for (const visitor of [stranger, learner, assistant, instructor])
    answers.push(await visitor.fetch(path, ask().init));
  const [ofNobody, ofStranger, ofLearner, ofInstructor] = row.statuses;
  const ofAssistant = row.assistant ?? ofLearner;
  expect(answers.map(({ status }) => status)).toEqual([
    ofNobody,
    ofStranger,
    ofLearner,
    ofAssistant,
    ofInstructor,
  ]);
});

test("every event answers each as the table says, and nobody who is not signed in connects", async () => {
  const nobody = site.socket({ origin: site.web.url });
  const refusal = new Promise((resolve) => nobody.once("connect_error", ({ message }) => resolve(message)));
  nobody.connect();
  expect(await refusal).toBe("UNAUTHORIZED");
  const sockets = await Promise.all(
    [stranger, learner, assistant, instructor].map((visitor) => visitor.connect()),
  );
  for (const name of Object.keys(EVENTS) as ClientEventName[]) {
    const { input, stranger: ofStranger, member } = EVENTS[name];
    const asked = sockets.map((socket) =>
      answerTo(socket, name, { version: PROTOCOL_VERSION, ...input(world) }),
    );
    expect([name, ...(await Promise.all(asked))]).toEqual([name, ofStranger, member, member, member]);
  }
});

async function answerTo(socket: TestSocket, name: ClientEventName, input: object): Promise<string> {
  const untyped = socket.timeout(PATIENCE_MS) as unknown as {
    emitWithAck: (event: string, input: object) => Promise<Ack<unknown>>;
  };
  const answer = await untyped.emitWithAck(name, input);
  return answer.ok ? "ok" : answer.error.code;
}
