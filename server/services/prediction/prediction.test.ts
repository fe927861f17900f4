import { crc32 } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { artifact, prediction, run } from "#db/schema/index.ts";
import { addMember, createCohortOf, createRunOf, type Person } from "#db/testing/factories.ts";
import { unpackWindow } from "#server/datasets/unpack-window.ts";
import type { TaskAnswer } from "#models/tasks/answer.ts";
import { predictJob } from "#server/jobs/predict.ts";
import { createTestDeps, type TestDeps } from "../testing/test-deps.ts";
import { ownSeries, SERIES_CSV } from "../testing/own-series.ts";
import { datasetWindow } from "../dataset/window.ts";
import { decodePicture } from "./decode-picture.ts";
import { createPrediction, predictPicture, predictWindow } from "./create.ts";
import { finishPrediction } from "./finish.ts";
import { forgetPredictions } from "./forget.ts";
import { getPrediction } from "./get.ts";
import { giveUpLostPredictions } from "./give-up-lost.ts";
import { loadPrediction } from "./load.ts";

let world: TestDeps;
let instructor: Person;
let learner: Person;
let classmate: Person;
let runId: string;

beforeAll(async () => {
  world = await createTestDeps();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { cohortId, ...people } = await createCohortOf(world.deps.db);
  ({ instructor, learner } = people);
  classmate = await addMember(world.deps.db, cohortId, "learner");
  ({ id: runId } = await createRunOf(
    world.deps.db,
    { cohortId, startedBy: people.instructor.id },
    { state: "finished" },
  ));
  await world.deps.db
    .insert(artifact)
    .values({ runId, kind: "onnx", storageKey: `runs/${runId}/model.onnx`, sizeBytes: 1, sha256: "0" });
});

const FORMATS = ["png", "jpeg", "webp", "gif", "avif", "tiff"] as const;

const picture = (format: (typeof FORMATS)[number]) =>
  sharp({ create: { width: 90, height: 30, channels: 3, background: { r: 255, g: 0, b: 0 } } })
    .composite([
      {
        input: { create: { width: 30, height: 30, channels: 3, background: { r: 0, g: 0, b: 255 } } },
        left: 30,
        top: 0,
      },
    ])
    .toFormat(format, { lossless: true, quality: 100 })
    .toBuffer();

test("a tile is asked about, answered once, and compared with its label", async () => {
  const { deps, as, dataset } = world;
  const asked = await createPrediction(as(learner), { runId, validationIndex: 3 });
  const labels = await dataset.readTargets("validation");
  expect(asked).toMatchObject({
    state: "queued",
    validationIndex: 3,
    actual: labels[3],
    answer: null,
  });

  const job = await deps.jobs.fetch(predictJob);
  expect(job?.payload).toEqual({ predictionId: asked.id });
  expect(await loadPrediction(deps.db, asked.id)).toMatchObject({
    runId,
    modelKey: `runs/${runId}/model.onnx`,
    image: { validationIndex: 3 },
  });
  const answer: TaskAnswer = { task: "classification", probabilities: [0.25, 0.75] };
  expect(await finishPrediction(deps.db, asked.id, { answer })).toBe(true);
  expect(await finishPrediction(deps.db, asked.id, { failure: "late" })).toBe(false);
  expect(await loadPrediction(deps.db, asked.id)).toBeNull();
  expect(await getPrediction(as(learner), asked.id)).toMatchObject({
    state: "finished",
    answer,
    failure: null,
  });
  await expect(getPrediction(as(classmate), asked.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each(FORMATS)("of a %s the centre square is asked about", async (format) => {
  const { deps, as } = world;
  const { id, actual } = await predictPicture(as(learner), { runId }, () => picture(format));
  expect(actual).toBeNull();
  const task = await loadPrediction(deps.db, id);
  const pixels = task !== null && "pixels" in task.image ? task.image.pixels : Buffer.alloc(0);
  expect(pixels).toHaveLength(64 * 64 * 3);
  const centre = (32 * 64 + 32) * 3;
  const [red = 255, , blue = 0] = pixels.subarray(centre, centre + 3);
  expect(red).toBeLessThan(20);
  expect(blue).toBeGreaterThan(235);
});

test("a prediction whose job is lost for good is answered so", async () => {
  const { deps, as } = world;
  for (let job = await deps.jobs.fetch(predictJob); job !== null; job = await deps.jobs.fetch(predictJob)) {
    await deps.jobs.complete(job);
  }
  await giveUpLostPredictions(deps.db);
  const { id } = await createPrediction(as(learner), { runId, validationIndex: 0 });
  for (const attempt of [1, 2, 3]) {
    expect(await giveUpLostPredictions(deps.db)).toBe(0);
    const job = await deps.jobs.fetch(predictJob);
    expect(job).toMatchObject({ id, attempt });
    await deps.jobs.fail(job!, "the worker was killed");
  }
  expect(await giveUpLostPredictions(deps.db)).toBe(1);
  expect(await getPrediction(as(learner), id)).toMatchObject({
    state: "failed",
    failure: expect.stringContaining("failed several times"),
  });
});

const pixelsAsked = async (bytes: Buffer): Promise<Buffer> => {
  const { id } = await predictPicture(world.as(learner), { runId }, async () => bytes);
  const task = await loadPrediction(world.deps.db, id);
  return task !== null && "pixels" in task.image ? task.image.pixels : Buffer.alloc(0);
};

test("the first frame of an animation is asked about, a picture turned as EXIF says, transparent ones on white", async () => {
  const flat = (background: string) => sharp({ create: { width: 64, height: 64, channels: 4, background } });
  const frames = [await flat("#ff0000").png().toBuffer(), await flat("#0000ff").png().toBuffer()];
  const animation = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  expect([...(await pixelsAsked(animation)).subarray(0, 3)]).toEqual([255, 0, 0]);
  const clear = await flat("#00000000").png().toBuffer();
  expect([...(await pixelsAsked(clear)).subarray(0, 3)]).toEqual([255, 255, 255]);
  // Red on the left and blue on the right; turned clockwise red comes to lie above.
  const left = await sharp({ create: { width: 32, height: 64, channels: 3, background: "#ff0000" } })
    .png()
    .toBuffer();
  const turned = await flat("#0000ff")
    .composite([{ input: left, left: 0, top: 0 }])
    .removeAlpha()
    .withMetadata({ orientation: 6 })
    .tiff({ compression: "lzw" })
    .toBuffer();
  const pixels = await pixelsAsked(turned);
  expect([...pixels.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect([...pixels.subarray(-3)]).toEqual([0, 0, 255]);
});

test("a network of grey pictures is asked about grey ones", async () => {
  const decoded = await decodePicture(await picture("png"), [28, 28, 1]);
  expect(decoded).toHaveLength(28 * 28);
});

/** A PNG whose header alone says how large it is. */
const declared = async (width: number, height: number): Promise<Buffer> => {
  const bytes = Buffer.from(await picture("png"));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
};

test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
  [
    "a drawing",
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    /^This picture is a drawing \(SVG\)/,
  ],
  ["text", () => Buffer.from("no picture"), /^This picture is no JPEG, PNG, WebP, AVIF, TIFF or GIF\.$/],
  ["nothing", () => Buffer.alloc(0), /^This picture is empty\.$/],
  [
    "HEIC",
    () => Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "latin1"),
    /^This picture is HEIC, which cannot be decoded here: save it as JPEG\.$/,
  ],
  ["half a PNG", async () => (await picture("png")).subarray(0, 60), /^This picture is broken: /],
  ["half a JPEG", async () => (await picture("jpeg")).subarray(0, 300), /^This picture is broken: /],
  ["too many pixels", () => declared(20_000, 20_000), /^This picture has more than 50 million pixels\.$/],
])("%s is refused with its own reason", async (_, bytes, message) => {
  const asked = predictPicture(world.as(learner), { runId }, async () => bytes());
  await expect(asked).rejects.toThrow(message);
  await expect(predictPicture(world.as(learner), { runId }, async () => bytes())).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

test("the bytes of a picture are read for who may ask, about a network that can be", async () => {
  const { cohortId, learner: stranger } = await createCohortOf(world.deps.db);
  const untrained = await createRunOf(world.deps.db, { cohortId, startedBy: stranger.id });
  const read = vi.fn<() => Promise<Buffer>>();
  for (const [id, code] of [
    [runId, "NOT_FOUND"],
    [untrained.id, "NOT_READY"],
  ] as const) {
    await expect(predictPicture(world.as(stranger), { runId: id }, read)).rejects.toMatchObject({ code });
  }
  expect(read).not.toHaveBeenCalled();
});

test("only a trained network and a tile that exists can be asked about", async () => {
  const { cohortId, learner } = await createCohortOf(world.deps.db);
  const untrained = await createRunOf(world.deps.db, { cohortId, startedBy: learner.id });
  await expect(
    createPrediction(world.as(learner), { runId: untrained.id, validationIndex: 0 }),
  ).rejects.toMatchObject({ code: "NOT_READY" });
  const count = world.dataset.descriptor.counts.validation;
  await expect(
    createPrediction(world.as(classmate), { runId, validationIndex: count }),
  ).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("what was asked an hour ago is deleted, with its picture", async () => {
  const { db } = world.deps;
  const [old, fresh] = [
    await createPrediction(world.as(learner), { runId, validationIndex: 0 }),
    await createPrediction(world.as(learner), { runId, validationIndex: 1 }),
  ];
  await db
    .update(prediction)
    .set({ createdAt: sql`now() - interval '61 minutes'` })
    .where(eq(prediction.id, old.id));
  await forgetPredictions(db);
  await expect(getPrediction(world.as(learner), old.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await getPrediction(world.as(learner), fresh.id)).toMatchObject({ state: "queued" });
});

describe("of a time series", () => {
  let versionId: string;
  let cohortId: string;

  beforeEach(async () => {
    const { db } = world.deps;
    [{ cohortId } = { cohortId: "" }] = await db.select().from(run).where(eq(run.id, runId));
    ({ versionId } = await ownSeries(world.deps, { cohortId, actor: instructor }));
    await db.update(run).set({ datasetVersionId: versionId }).where(eq(run.id, runId));
  });

  test("a window of one's own is asked about as the dataset packs its windows", async () => {
    const { deps, as } = world;
    const rows = async () => Buffer.from(SERIES_CSV);
    const { prediction: asked, window } = await predictWindow(as(learner), { runId }, rows);
    expect(asked).toMatchObject({ state: "queued", validationIndex: null, actual: null });
    expect(window[0]).toEqual([960, 970, 980, 990]);
    const task = await loadPrediction(deps.db, asked.id);
    const pixels = task !== null && "pixels" in task.image ? task.image.pixels : Buffer.alloc(0);
    const { descriptor } = await deps.datasets.open(versionId);
    expect(unpackWindow(pixels, descriptor)).toEqual(window);
    const first = descriptor.columns?.[0];
    expect(pixels.readFloatLE(0)).toBeCloseTo((960 - first!.mean) / first!.deviation, 5);
    expect(await finishPrediction(deps.db, asked.id, { answer: { task: "regression", value: 1010 } })).toBe(
      true,
    );
    expect(await getPrediction(as(learner), asked.id)).toMatchObject({
      answer: { task: "regression", value: 1010 },
    });
  });

  test("an answer that an older version kept as a list of one number is its value", async () => {
    const { deps, as } = world;
    const { id } = await createPrediction(as(learner), { runId, validationIndex: 0 });
    await deps.db.execute(sql`update prediction set state = 'finished', answer = '[812.5]' where id = ${id}`);
    expect(await getPrediction(as(learner), id)).toMatchObject({
      answer: { task: "regression", value: 812.5 },
    });
  });

  test("what is no window is refused by what was expected, and a picture is", async () => {
    const short = predictWindow(world.as(learner), { runId }, async () =>
      Buffer.from("load,temperature\n1,2"),
    );
    await expect(short).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "The network sees 4 rows at once, and received 1.",
    });
    const read = vi.fn<() => Promise<Buffer>>();
    const wrong = predictPicture(world.as(learner), { runId }, read);
    await expect(wrong).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("rows"),
    });
    expect(read).not.toHaveBeenCalled();
  });

  test("windows of the validation split are shown to the cohort", async () => {
    const window = await datasetWindow(world.as(classmate), { cohortId, versionId, index: 0 });
    expect(window.map((values) => values.length)).toEqual([4, 4]);
    const [load = []] = window;
    expect(load.slice(1).map((value, at) => value - (load[at] ?? 0))).toEqual([10, 10, 10]);
    const { learner: stranger } = await createCohortOf(world.deps.db);
    for (const [who, index] of [
      [stranger, 0],
      [classmate, 99_999],
    ] as const) {
      const refused = datasetWindow(world.as(who), { cohortId, versionId, index });
      await expect(refused).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});

test("rows of a table are refused by a network of pictures, unread", async () => {
  const read = vi.fn<() => Promise<Buffer>>();
  const asked = predictWindow(world.as(learner), { runId }, read);
  await expect(asked).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("a picture"),
  });
  expect(read).not.toHaveBeenCalled();
});
