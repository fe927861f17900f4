import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { VisionAsk } from "#models/vision/question.ts";
import { eventually } from "#models/testing/eventually.ts";
import { createPrediction } from "#server/services/prediction/create.ts";
import { addVisionPicture } from "#server/services/vision/add-picture.ts";
import { askVision, getVisionQuestion } from "#server/services/vision/ask.ts";
import { putTinyModel } from "#server/vision/testing/put-tiny-model.ts";
import { getPrediction } from "#server/services/prediction/get.ts";
import { createLab, type Lab } from "./testing/lab.ts";
import { isAlive } from "./testing/worker-process.ts";

let lab: Lab;
beforeAll(async () => {
  lab = await createLab(100);
});
afterAll(() => lab.close());
afterEach(() => lab.endWorkers());

const ask = async (runId: string, validationIndex: number) =>
  (await createPrediction(lab.learner.ctx, { runId, validationIndex })).id;

const answered = (id: string) =>
  eventually(async () => {
    const prediction = await getPrediction(lab.learner.ctx, id);
    if (prediction.state === "queued") throw new Error("Not yet");
    return prediction;
  });

async function askSeveral(runId: string) {
  const ids = await Promise.all([1, 2, 3, 4, 5].map((index) => ask(runId, index)));
  return () => Promise.all(ids.map(answered));
}

test("killed while it answers, the resident process costs nobody an answer, and its worker goes on", async () => {
  const worker = await lab.worker();
  const runId = await lab.train({ epochs: 1 });
  await lab.runWhen(runId, ({ state }) => state === "finished");
  const before = await answered(await ask(runId, 0));
  expect(before.failure).toBeNull();

  const children = await worker.children();
  // Held still, so that none answers before it is killed.
  for (const pid of children) process.kill(pid, "SIGSTOP");
  const answers = await askSeveral(runId);
  for (const pid of children) process.kill(pid, "SIGKILL");
  for (const { failure, answer } of await answers()) {
    expect(failure).toBeNull();
    expect(answer).toMatchObject({ task: "classification", probabilities: { length: 10 } });
  }
  expect((await answered(await ask(runId, 0))).answer).toEqual(before.answer);
  expect(isAlive(worker.pid)).toBe(true);
  await lab.runWhen(await lab.train({ epochs: 1 }), ({ state }) => state === "finished");

  const last = await worker.children();
  await worker.end("SIGKILL");
  await eventually(() => expect(last.filter(isAlive)).toEqual([]));
});

test("a photograph's boxes come from the model's file, seen by who asked alone; a broken one says so", async () => {
  await lab.worker();
  const { learner, cohortId, site } = lab;
  await putTinyModel(site.web.deps.files);
  const grey = { create: { width: 64, height: 128, channels: 3 as const, background: "#808080" } };
  // A phone's: 128 x 64 as it is seen.
  const turned = await sharp(grey).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const upload = (bytes: Uint8Array) =>
    addVisionPicture(learner.ctx, { cohortId, name: "cat.jpg" }, async () => bytes);
  const answerOf = async (pictureId: string, ask: VisionAsk) => {
    const { id } = await askVision(learner.ctx, { pictureId, ask });
    return eventually(async () => {
      const question = await getVisionQuestion(learner.ctx, id);
      if (question.state === "queued") throw new Error("Not yet");
      return question;
    });
  };
  const asked = async (bytes: Uint8Array) =>
    answerOf((await upload(bytes)).id, { kind: "detect", model: "tiny" });
  const { answer } = await asked(turned);
  expect(answer).toMatchObject({ kind: "detect" });
  expect(answer?.kind === "detect" && answer.candidates).toEqual([
    { left: 0, top: 0, right: 64, bottom: 64, score: 0.75, classIndex: 0 },
    { left: 2, top: 0, right: 62, bottom: 64, score: 0.6875, classIndex: 0 },
    { left: 80, top: 16, right: 112, bottom: 48, score: 0.625, classIndex: 1 },
  ]);
  const disc = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#123"/><circle cx="150" cy="100" r="60" fill="#fc3"/></svg>`;
  const { id: discId } = await upload(await sharp(Buffer.from(disc)).png().toBuffer());
  const part = await answerOf(discId, {
    kind: "segment",
    points: [{ x: 150, y: 100, isOn: true }],
    box: null,
  });
  const [best] = part.answer?.kind === "segment" ? part.answer.masks : [];
  expect(best?.percent).toBeCloseTo((100 * Math.PI * 60 ** 2) / 80_000, -1);
  const whole = await sharp(Buffer.from(disc)).jpeg().toBuffer();
  const cut = await asked(whole.subarray(0, Math.floor(whole.length * 0.7)));
  expect(cut).toMatchObject({ state: "failed", failure: expect.stringContaining("This picture is broken") });
});

test("a worker that ends in order leaves what it was asked to the next", async () => {
  const first = await lab.worker();
  const runId = await lab.train({ epochs: 1 });
  await lab.runWhen(runId, ({ state }) => state === "finished");
  await answered(await ask(runId, 0));
  const children = await first.children();
  for (const pid of children) process.kill(pid, "SIGSTOP");
  const answers = await askSeveral(runId);
  expect(await first.end("SIGTERM")).toBe(0);
  await eventually(() => expect(children.filter(isAlive)).toEqual([]));
  await lab.worker();
  for (const { failure } of await answers()) expect(failure).toBeNull();
});
