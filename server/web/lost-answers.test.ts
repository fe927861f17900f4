import { createServer, connect, type AddressInfo, type Server } from "node:net";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sendPicture } from "#app/_features/run/predict/send-own.ts";
import { createApiClient } from "#app/_lib/api-client.ts";
import { artifact, cohort, design, prediction, run } from "#db/schema/index.ts";
import { addMember, createCohortOf, createDesignOf, createRunOf } from "#db/testing/factories.ts";
import { DEFAULT_HYPER_PARAMETERS } from "#models/training/hyper-parameters.ts";
import { createTestSite, type TestSite, type Visitor } from "./testing/test-site.ts";

/** A way to the server on which answers get lost: the connection breaks at the first byte of one. */
type LossyWay = { url: string; lose: (answers: number) => void; asked: () => number; close: () => void };

async function createLossyWay(target: string): Promise<LossyWay> {
  const { hostname, port, host } = new URL(target);
  let toLose = 0;
  let asked = 0;
  let ownHost = "";
  const server: Server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    near.on("data", (data) => {
      const text = data.toString("latin1");
      if (text.startsWith("POST ")) asked += 1;
      // The server answers under its own name only.
      far.write(text.replaceAll(ownHost, host), "latin1");
    });
    far.on("data", (data) => {
      if (toLose > 0) {
        toLose -= 1;
        end();
      } else near.write(data);
    });
    for (const socket of [near, far]) socket.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ownHost = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${ownHost}`,
    lose: (answers) => void (toLose = answers),
    asked: () => asked,
    close: () => void server.close(),
  };
}

let site: TestSite;
let way: LossyWay;

beforeAll(async () => {
  site = await createTestSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  way = await createLossyWay(site.web.url);
  return () => {
    vi.unstubAllGlobals();
    way.close();
  };
});

/** The API as pages ask it, over the way that loses answers. */
function apiOf(visitor: Visitor) {
  return createApiClient({
    url: `${way.url}/api/trpc`,
    delayMs: () => 0,
    fetch: (address, { method = "GET", body } = {}) =>
      visitor.fetch((address as string).slice(way.url.length), {
        method,
        base: way.url,
        headers: { "Content-Type": "application/json" },
        ...(typeof body === "string" ? { body } : {}),
      }),
  });
}

async function startable(visitor: Visitor) {
  const { db } = site.web.deps;
  const { cohortId } = await createCohortOf(db);
  await addMember(db, cohortId, "learner", visitor.ctx.actor);
  const { id: designId, revision } = await createDesignOf(db, { cohortId, ownerId: visitor.id });
  return { cohortId, designId, revision, hyperParameters: DEFAULT_HYPER_PARAMETERS };
}
const runsOf = ({ id }: Visitor) => site.web.deps.db.select().from(run).where(eq(run.startedBy, id));

describe("a run whose start was not answered", () => {
  test("is asked for again by itself, and is one run", async () => {
    const visitor = await site.signUp();
    const input = await startable(visitor);
    way.lose(2);
    const started = await apiOf(visitor).run.start.mutate(input);
    expect(way.asked()).toBe(3);
    expect((await runsOf(visitor)).map(({ id }) => id)).toEqual([started.id]);
  });

  test("is one run also where the person gives up and clicks again", async () => {
    const visitor = await site.signUp();
    const input = await startable(visitor);
    const api = apiOf(visitor);
    way.lose(4);
    await expect(api.run.start.mutate(input)).rejects.toMatchObject({ data: undefined });
    expect(await runsOf(visitor)).toHaveLength(1);
    const started = await api.run.start.mutate(input);
    expect((await runsOf(visitor)).map(({ id }) => id)).toEqual([started.id]);
  });

  test("is another run than the next that is answered", async () => {
    const visitor = await site.signUp();
    const input = await startable(visitor);
    const api = apiOf(visitor);
    way.lose(1);
    const first = await api.run.start.mutate(input);
    const second = await api.run.start.mutate(input);
    expect((await runsOf(visitor)).map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
  });
});

test("cohorts and designs whose answers are lost are made once", async () => {
  const visitor = await site.signUp();
  const api = apiOf(visitor);
  way.lose(1);
  const { id: cohortId } = await api.cohort.create.mutate({ name: "Once" });
  way.lose(1);
  const { id: designId } = await api.design.create.mutate({ cohortId, name: "Once" });
  way.lose(1);
  const copy = await api.design.duplicate.mutate({ designId });
  const { db } = site.web.deps;
  expect(await db.select().from(cohort).where(eq(cohort.createdBy, visitor.id))).toHaveLength(1);
  const designs = await db.select().from(design).where(eq(design.ownerId, visitor.id));
  expect(designs.map(({ id }) => id).toSorted()).toEqual([designId, copy.id].toSorted());
});

type PictureRequest = { method: string; body: Blob; headers: Record<string, string> };

test("a picture whose answer is lost is asked about once", async () => {
  const visitor = await site.signUp();
  const { db } = site.web.deps;
  const { cohortId } = await startable(visitor);
  const { id: runId } = await createRunOf(db, { cohortId, startedBy: visitor.id }, { state: "finished" });
  const model = { storageKey: `runs/${runId}/model.onnx`, sizeBytes: 1, sha256: "0" };
  await db.insert(artifact).values({ runId, kind: "onnx", ...model });
  // A page's addresses begin at its site.
  const { fetch: fetchAnywhere } = globalThis;
  vi.stubGlobal("fetch", (path: string, init: PictureRequest) =>
    path.startsWith("/") ? visitor.fetch(path, { ...init, base: way.url }) : fetchAnywhere(path, init),
  );
  const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#0a0" } })
    .png()
    .toBuffer();
  const picture = new Blob([new Uint8Array(png)], { type: "image/png" });
  const asks = () => db.select({ id: prediction.id }).from(prediction).where(eq(prediction.runId, runId));
  way.lose(2);
  const asked = await sendPicture(runId, picture, () => 0);
  expect(await asks()).toEqual([{ id: asked.id }]);
  const again = await sendPicture(runId, picture, () => 0);
  expect(again.id).not.toBe(asked.id);
  way.lose(4);
  await expect(sendPicture(runId, picture, () => 0)).rejects.toThrow("could not be reached");
  const found = await sendPicture(runId, picture, () => 0);
  expect((await asks()).map(({ id }) => id).toSorted()).toEqual([asked.id, again.id, found.id].toSorted());
});

test("what is refused is not asked again, and neither is what makes nothing", async () => {
  const visitor = await site.signUp();
  const input = await startable(visitor);
  const api = apiOf(visitor);
  await expect(api.run.start.mutate({ ...input, revision: 9 })).rejects.toThrow("changed elsewhere");
  expect(way.asked()).toBe(1);
  way.lose(1);
  const change = { designId: input.designId, revision: input.revision, name: "Changed" };
  await expect(api.design.save.mutate(change)).rejects.toMatchObject({ data: undefined });
  expect(way.asked()).toBe(2);
});
