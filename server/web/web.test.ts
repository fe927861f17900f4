import { createHash, randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { session } from "#db/schema/index.ts";
import { addMember, createCohortOf, createRunOf, versionOf } from "#db/testing/factories.ts";
import { chainGraph } from "#models/graph/chain.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { eventually } from "#models/testing/eventually.ts";
import { encodeTrainedNetwork } from "#server/engine/export/trained-network.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { trainRunJob } from "#server/jobs/train-run.ts";
import { notify } from "#server/services/notify.ts";
import { getRun } from "#server/services/run/get.ts";
import { claimRun } from "#server/services/run/claim.ts";
import { finishRun } from "#server/services/run/finish.ts";
import { recordEpoch } from "#server/services/run/record-epoch.ts";
import { epochOf, evaluationOf } from "#server/services/testing/started-run.ts";
import { runKey } from "#server/storage/storage-keys.ts";
import { startWeb } from "./start-web.ts";
import { createTestSite, type TestSite, type Visitor } from "./testing/test-site.ts";

let site: TestSite;
let member: Visitor;
let stranger: Visitor;
let cohortId: string;
let versionId: string;
let runId: string;
let emptyRunId: string;
let weights: Uint8Array;
const CLASSES = EUROSAT.target.classes;
const MODEL = Buffer.from("the bytes of a network");

beforeAll(async () => {
  site = await createTestSite();
  [member, stranger] = await Promise.all([site.signUp(), site.signUp()]);
  const { db, files } = site.web.deps;
  ({ cohortId } = await createCohortOf(db));
  versionId = await versionOf(db, "synthetic-tiles");
  await addMember(db, cohortId, "learner", member.ctx.actor);
  const starter = { cohortId, startedBy: member.id };
  const run = await createRunOf(db, starter, { name: '=Ünï"code\r\n../run' });
  runId = run.id;
  emptyRunId = (await createRunOf(db, starter)).id;
  const lease = { runId, jobId: run.jobId, attempt: 1 };
  await claimRun(db, { ...lease, workerId: "w" });
  await recordEpoch(db, lease, epochOf(1));
  const stored = await files.put(runKey(runId, "model-1.onnx"), Readable.from([MODEL]));
  const { key: storageKey, sizeBytes, sha256 } = stored;
  const graph = chainGraph([{ type: "Flatten" }, { type: "Dense", settings: { units: 10 } }]);
  const plan = planNetwork(graph, { inputShape: [64, 64, 3], target: EUROSAT.target });
  weights = encodeTrainedNetwork({ graph, classes: CLASSES }, plan, initialWeights(plan, 1));
  const kept = await files.put(runKey(runId, "weights-1.safetensors"), Readable.from([weights]));
  await finishRun(db, lease, {
    bestEpoch: 1,
    test: evaluationOf(0.8),
    answers: null,
    validation: evaluationOf(0.7),
    mistakes: [{ index: 4, actual: 0, predicted: 1, confidence: 0.9, actualProbability: 0.1 }],
    activity: null,
    peakMemoryBytes: 250_000_000,
    artifacts: [
      { kind: "onnx", storageKey, sizeBytes, sha256 },
      { kind: "safetensors", storageKey: kept.key, sizeBytes: kept.sizeBytes, sha256: kept.sha256 },
    ],
  });
});
afterAll(() => site.close());

describe("files of a cohort", () => {
  const files = {
    "a validation tile": () => `/api/tiles/${cohortId}/${versionId}/validation/3.png`,
    "model.onnx": () => `/api/runs/${runId}/model.onnx`,
    "model.safetensors": () => `/api/runs/${runId}/model.safetensors`,
    "model.keras": () => `/api/runs/${runId}/model.keras`,
    "tfjs.zip": () => `/api/runs/${runId}/tfjs.zip`,
    "run.json": () => `/api/runs/${runId}/run.json`,
    "result.json": () => `/api/runs/${runId}/result.json`,
    "result.csv": () => `/api/runs/${runId}/result.csv`,
    "history.csv": () => `/api/runs/${runId}/history.csv`,
  };

  test.each(Object.entries(files))("%s: members only", async (_, path) => {
    expect((await fetch(site.web.url + path())).status).toBe(401);
    expect((await stranger.fetch(path())).status).toBe(404);
    const response = await member.fetch(path());
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toMatch(/^private/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    await response.arrayBuffer();
    const etag = response.headers.get("etag") ?? "";
    const again = await member.fetch(path(), { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
    expect((await stranger.fetch(path(), { headers: { "If-None-Match": etag } })).status).toBe(404);
  });

  test.each([
    () => `/api/tiles/${cohortId}/${versionId}/test/3.png`,
    () => `/api/tiles/${cohortId}/${versionId}/train/3.png`,
    () => `/api/tiles/${cohortId}/${versionId}/validation/999999.png`,
    () => `/api/tiles/${cohortId}/${versionId}/validation/-1.png`,
    () => `/api/tiles/${cohortId}/${versionId}/validation/../test/3.png`,
    () => `/api/tiles/not-a-cohort/${versionId}/validation/3.png`,
    () => `/api/tiles/${cohortId}/not-a-version/validation/3.png`,
    () => `/api/tiles/${cohortId}/${randomUUID()}/validation/3.png`,
    () => `/api/runs/${runId}/model`,
    () => `/api/runs/${runId}/..%2f..%2fauth-secret`,
    () => `/api/runs/${runId}/constructor`,
    () => `/api/runs/${randomUUID()}/model.onnx`,
    () => "/api/nothing",
    () => "/",
  ])("there is nothing else", async (path) => {
    expect((await member.fetch(path())).status).toBe(404);
  });

  test("a run that has not finished says so", async () => {
    for (const name of ["model.onnx", "model.keras", "notebook.zip", "result.json"]) {
      const response = await member.fetch(`/api/runs/${emptyRunId}/${name}`);
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({ error: { code: "NOT_READY" } });
    }
  });

  test("a tile is the packed picture", async () => {
    const response = await member.fetch(files["a validation tile"]());
    expect(response.headers.get("cache-control")).toContain("immutable");
    const pixels = await sharp(Buffer.from(await response.arrayBuffer()))
      .raw()
      .toBuffer();
    expect(
      pixels.equals(await (await site.web.deps.datasets.open(versionId)).readTile("validation", 3)),
    ).toBe(true);
  });

  test("the network comes whole, under a name that every system accepts", async () => {
    const response = await member.fetch(files["model.onnx"]());
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="strata-u-ni-code-run-${runId.slice(0, 8)}.onnx"`,
    );
    expect(response.headers.get("etag")).toBe(`"${createHash("sha256").update(MODEL).digest("hex")}"`);
    expect(Buffer.from(await response.arrayBuffer()).equals(MODEL)).toBe(true);
  });

  test("its weights come as they are kept, and in other formats with the length that is said", async () => {
    const response = await member.fetch(files["model.safetensors"]());
    expect(Buffer.from(await response.arrayBuffer()).equals(weights)).toBe(true);
    for (const [name, extension] of [
      ["model.keras", "keras"],
      ["tfjs.zip", "tfjs.zip"],
    ] as const) {
      const response = await member.fetch(files[name]());
      expect(response.headers.get("content-disposition")).toMatch(
        new RegExp(`-[0-9a-f]{8}\\.${extension}"$`),
      );
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.length).toBe(Number(response.headers.get("content-length")));
      expect(bytes.length).toBeGreaterThan(64 * 64 * 3 * 10 * 4);
      expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
      const head = await member.fetch(files[name](), { method: "HEAD" });
      expect(head.headers.get("content-length")).toBe(String(bytes.length));
    }
  });

  test("a run on synthetic tiles has no notebook, and says why", async () => {
    const response = await member.fetch(`/api/runs/${runId}/notebook.zip`);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringMatching(/Synthetic tiles/) },
    });
  });

  test("the run as JSON holds what it takes to train it again", async () => {
    const run = (await (await member.fetch(files["run.json"]())).json()) as Record<string, unknown>;
    const { graph, hyperParameters } = await getRun(member.ctx, runId);
    expect(run).toMatchObject({ graph, hyperParameters, bestEpoch: 1, test: { accuracy: 0.8 } });
    expect(run.epochs).toHaveLength(1);
  });

  test("tables", async () => {
    const history = await (await member.fetch(files["history.csv"]())).text();
    expect(history).toBe(
      "epoch,loss,accuracy,val_loss,val_accuracy,seconds,images_per_second,is_best,learning_rate\r\n1,1,0.5,1,0.5,1,500,true,0.001\r\n",
    );
    const lines = (await (await member.fetch(files["result.csv"]())).text()).split("\r\n");
    expect(lines[0]).toBe("split,measure,actual,predicted,tile,value");
    expect(lines).toContain("test,accuracy,,,,0.8");
    expect(lines).toContain("test,confusion,Forest,Forest,,5");
    expect(lines).toContain("validation,mistake_confidence,Forest,River,4,0.9");
  });
});

describe("requests", () => {
  const start = (headers: Record<string, string>) =>
    member.fetch("/api/trpc/cohort.create", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify({ name: "A cohort" }),
    });

  test("that change something come from this site's pages", async () => {
    expect((await start({ Origin: "http://evil.example" })).status).toBe(403);
    expect((await start({})).status).toBe(200);
  });

  test("have a body of bounded length", async () => {
    const send = (headers: Record<string, string | number>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = httpRequest(`${site.web.url}/api/auth/sign-in/email`, { method: "POST", headers });
        sent.on("response", (response) => resolve(response.statusCode)).on("error", reject);
        sent.flushHeaders();
      });
    expect(await send({ "Content-Length": 10_000_000 })).toBe(413);
    expect(await send({ "Transfer-Encoding": "chunked" })).toBe(413);
  });

  test("ask for no more at once than any page does", async () => {
    const batch = (size: number) =>
      member.fetch(`/api/trpc/${Array<string>(size).fill("cohort.list").join()}?batch=1&input={}`);
    expect((await batch(50)).status).toBe(200);
    expect((await batch(51)).status).toBe(400);
  });

  test("are answered zipped where the answer is large, to whom takes it", async () => {
    const inputs = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n, { cohortId }]));
    const path = `/api/trpc/${Array<string>(40).fill("cohort.get").join()}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
    const ask = async (accepted: string, asked = path) => {
      const response = await member.fetch(asked, { headers: { "accept-encoding": accepted } });
      return { response, encoding: response.headers.get("content-encoding"), text: await response.text() };
    };
    const plain = await ask("identity");
    expect(plain.text.length).toBeGreaterThan(16_384);
    const zipped = await ask("gzip");
    expect([plain.encoding, zipped.encoding]).toEqual([null, "gzip"]);
    expect(zipped.text).toBe(plain.text);
    for (const { response } of [plain, zipped]) {
      expect(response.headers.get("vary")).toContain("Accept-Encoding");
    }
    const bytes = ({ response }: typeof plain) => Number(response.headers.get("content-length"));
    expect(bytes(zipped)).toBeLessThan(bytes(plain) / 4);
    const small = await ask("gzip", `/api/trpc/cohort.list?input=${encodeURIComponent("{}")}`);
    expect(small.encoding).toBe(null);
  });

  test("use the methods that an address takes", async () => {
    const response = await member.fetch(`/api/runs/${runId}/result.json`, { method: "DELETE" });
    expect(response.status).toBe(400);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
  });
});

test("metrics are for this machine and for who has the token", async () => {
  const read = (headers: Record<string, string>) => fetch(`${site.web.url}/metrics`, { headers });
  const { db, jobs } = site.web.deps;
  await db.transaction((tx) => jobs.enqueue(tx, trainRunJob, { runId: emptyRunId }));
  expect(await (await read({})).text()).toMatch(/strata_queue_jobs\{queue="train",state="queued"\} 1/);
  expect(await (await read({})).text()).toMatch(/strata_disk_bytes\{part="free"\} [1-9]/);
  expect((await read({ "X-Forwarded-For": "203.0.113.9" })).status).toBe(404);
  expect((await read({ "X-Forwarded-For": "203.0.113.9", Authorization: "Bearer wrong" })).status).toBe(404);
  const asProxy = { "X-Forwarded-For": "203.0.113.9", Authorization: "Bearer a-token-for-tests" };
  expect((await read(asProxy)).status).toBe(200);
});

test("health is told to anyone", async () => {
  const response = await fetch(`${site.web.url}/api/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, database: true, realtime: true });
});

test("a port that is taken is said to be", async () => {
  const environment = { ...site.environment, PORT: site.web.port };
  const { logger } = site.web.deps;
  await expect(startWeb({ environment, logger, hasPages: false })).rejects.toThrow(/Port \d+ .* is taken/);
});

test("who signs out is out at once, wherever their cookie was just let in", async () => {
  const leaver = await site.signUp();
  const other = await site.signUp();
  const answers = () =>
    Promise.all([leaver, other].map(async (one) => (await one.fetch("/api/trpc/cohort.list")).status));
  expect(await answers()).toEqual([200, 200]);
  const headers = { "Content-Type": "application/json" };
  const left = await leaver.fetch("/api/auth/sign-out", { method: "POST", body: "{}", headers });
  expect(left.status).toBe(200);
  expect(await answers()).toEqual([401, 200]);
});

test("a session that another process has ended is over as soon as it says so", async () => {
  const { db } = site.web.deps;
  const person = await site.signUp();
  const ask = async () => (await person.fetch("/api/trpc/cohort.list")).status;
  // Time stands still: what is remembered does not grow old by itself.
  const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now());
  onTestFinished(() => clock.mockRestore());
  expect(await ask()).toBe(200);
  await db.delete(session).where(eq(session.userId, person.id));
  await notify(db, { kind: "access", userId: person.id });
  await eventually(async () => expect(await ask()).toBe(401));
});
