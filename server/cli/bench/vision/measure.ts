import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { DEMO_INSTRUCTOR } from "#db/demo-accounts.ts";
import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { hyperParameters } from "#models/training/hyper-parameters.ts";
import { piecesOf } from "#models/vision/sam/everything.ts";
import { FRAME_SIDE } from "#server/contract/vision-frame.ts";
import { ROOT } from "#server/platform/paths.ts";
import { createFileStorage } from "#server/storage/files/file-storage.ts";
import { describeFile } from "#server/vision/describe-file.ts";
import { putModel } from "#server/vision/model-store.ts";
import type { BenchContext } from "../options.ts";
import { signIn } from "../person.ts";
import type { Product } from "../product.ts";
import { percentile } from "../statistics.ts";
import { openAsker } from "./asker.ts";

/** The largest grid of prompts that leaves room for the rest within a person's questions a minute. */
const PROMPTS = 40;
const SIDE = 1_024;
const FRAMES_MS = 10_000;
const WAITS = 20;

type Times = { p50: number; p95: number; max: number };
export type VisionReport = {
  /** From a click to its masks, the picture known; before it, once, with the encoder. ms. */
  prompt: Times & { first: number };
  everything: { grid: number; seconds: number; masks: number }[];
  /** Of 640 pixels as JPEG, two under way at once. */
  detectionsASecond: number;
  /** From the sending of a picture to its boxes, a network training meanwhile. ms. */
  waitBesideTraining: Times;
};

/** What the vision lab takes on this machine, over HTTP and a socket as its page does. */
export async function benchVision(product: Product, { say }: BenchContext): Promise<VisionReport> {
  const shared = process.env.STRATA_SHARED ?? join(ROOT, "../shared");
  const [modelFile, photograph] = ["models/yolox_nano.onnx", "media/truck.jpg"].map((name) =>
    join(shared, "data", name),
  );
  if (modelFile === undefined || photograph === undefined || !existsSync(modelFile)) {
    throw new Error(`There is no ${modelFile}: set STRATA_SHARED to where data/models and data/media lie`);
  }
  const files = createFileStorage({ home: product.home, reserveBytes: undefined });
  await putModel(files, await describeFile(modelFile), { file: modelFile, canTake: false });
  const person = await signIn(product.url, { email: DEMO_INSTRUCTOR.email, password: DEMO_PASSWORD });
  const { id: cohortId } = await person.api.cohort.create.mutate({
    name: "Bench",
    idempotencyKey: randomUUID(),
  });
  const asker = await openAsker(product.url, person);
  try {
    const original = await readFile(photograph);
    const picture = await jpegOf(original, SIDE, 0);
    const pictureId = await asker.send(cohortId, picture);

    say("vision: prompts");
    const prompt = async (x: number) => {
      const points = [{ x, y: 300, isOn: true }];
      const startedAt = performance.now();
      await asker.ask(pictureId, { kind: "segment", points, box: null });
      return performance.now() - startedAt;
    };
    const first = await prompt(10);
    const prompts: number[] = [];
    for (let index = 0; index < PROMPTS; index += 1) prompts.push(await prompt(20 + index * 20));

    const everything: VisionReport["everything"] = [];
    for (const grid of [16, 32]) {
      say(`vision: everything, ${grid} x ${grid}`);
      const startedAt = performance.now();
      let next = 0;
      let masks = 0;
      const work = async () => {
        while (next < piecesOf(grid)) {
          const answer = await asker.ask(pictureId, { kind: "everything", grid, piece: next++ });
          masks += answer.kind === "everything" ? answer.masks.length : 0;
        }
      };
      await Promise.all([work(), work()]);
      everything.push({ grid, seconds: rounded((performance.now() - startedAt) / 1000), masks });
    }

    say("vision: frames");
    const frame = await jpegOf(original, FRAME_SIDE, 0);
    await asker.look(cohortId, "yolox-nano", frame);
    const framesFrom = performance.now();
    let seen = 0;
    const watch = async () => {
      while (performance.now() - framesFrom < FRAMES_MS) {
        if (await asker.look(cohortId, "yolox-nano", frame)) seen += 1;
      }
    };
    await Promise.all([watch(), watch()]);
    const detectionsASecond = rounded((seen * 1000) / (performance.now() - framesFrom));

    say("vision: pictures beside a training");
    const design = await person.api.design.create.mutate({
      cohortId,
      name: "Bench",
      presetId: "lecture-cnn",
      idempotencyKey: randomUUID(),
    });
    const { id: runId } = await person.api.run.start.mutate({
      cohortId,
      designId: design.id,
      revision: design.revision,
      hyperParameters: hyperParameters.parse({ epochs: 50 }),
      idempotencyKey: randomUUID(),
    });
    while ((await person.api.run.get.query({ runId })).state === "queued") {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const waits: number[] = [];
    for (let index = 0; index < WAITS; index += 1) {
      const bytes = await jpegOf(original, SIDE, index + 1);
      const startedAt = performance.now();
      const id = await asker.send(cohortId, bytes);
      await asker.ask(id, { kind: "detect", model: "yolox-nano" });
      waits.push(performance.now() - startedAt);
    }
    await person.api.run.cancel.mutate({ runId });
    return {
      prompt: { ...timesOf(prompts), first: rounded(first) },
      everything,
      detectionsASecond,
      waitBesideTraining: timesOf(waits),
    };
  } finally {
    asker.close();
  }
}

/** @param shade makes another picture of it. */
async function jpegOf(bytes: Uint8Array, side: number, shade: number): Promise<Uint8Array<ArrayBuffer>> {
  const jpeg = await sharp(bytes)
    .resize(side, side, { fit: "inside" })
    .modulate({ brightness: 1 + shade / 1_000 })
    .jpeg({ quality: 80 })
    .toBuffer();
  return new Uint8Array(jpeg);
}

function timesOf(values: readonly number[]): Times {
  return {
    p50: rounded(percentile(values, 0.5)),
    p95: rounded(percentile(values, 0.95)),
    max: rounded(percentile(values, 1)),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
