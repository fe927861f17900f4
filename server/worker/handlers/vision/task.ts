import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { encodeRle } from "#models/vision/mask/rle.ts";
import { LEAST_SCORE, MOST_CANDIDATES, type VisionAnswer } from "#models/vision/question.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { Segmenter } from "#server/engine/vision/sam/segmenter.ts";
import { AppError } from "#server/platform/errors.ts";
import { decodeRgb } from "#server/vision/decode-rgb.ts";
import { segmentPrompt } from "#server/vision/segment.ts";
import { defineTask } from "../../host/define-task.ts";
import { keptEmbedding } from "./kept-embedding.ts";
import { createLoadedNetworks } from "./loaded-networks.ts";
import { visionMessages, type VisionEnd, type VisionTask } from "./messages.ts";

const networks = createLoadedNetworks(availableParallelism());
const segmenter = new Segmenter(availableParallelism());

/** Asks a pretrained network about a photograph. */
export const visionTask = defineTask(visionMessages, async (task): Promise<VisionEnd> => {
  try {
    const answer = task.kind === "detect" ? await detect(task) : await segment(task);
    return { kind: "answered", answer };
  } catch (error) {
    // A picture that cannot be read is an answer, not a failure.
    const isExpected = error instanceof AppError || error instanceof EngineError;
    if (!isExpected) throw error;
    return { kind: "refused", reason: error.message };
  }
});

type TaskOf<Kind> = Extract<VisionTask, { kind: Kind }>;

async function detect(task: TaskOf<"detect">): Promise<VisionAnswer> {
  const picture = await readPicture(task.pictureFile);
  const network = await networks.get(task.modelKey, task.modelFile, task);
  const { candidates, classes, modelMs } = await network.ask(picture, LEAST_SCORE);
  const surest = candidates.toSorted((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
  return { kind: "detect", candidates: surest, classes, modelMs };
}

async function segment({
  pictureFile,
  embeddingFile,
  points,
  box,
}: TaskOf<"segment">): Promise<VisionAnswer> {
  const embedding = await keptEmbedding(embeddingFile, async () =>
    segmenter.embed(await readPicture(pictureFile)),
  );
  const startedAt = performance.now();
  const masks = await segmentPrompt(segmenter, embedding, { points, box });
  return {
    kind: "segment",
    masks: masks.map(({ score, area, percent, bitmap }) => ({
      score,
      area,
      percent,
      rle: encodeRle(bitmap),
    })),
    modelMs: performance.now() - startedAt,
  };
}

async function readPicture(file: string): Promise<RgbPicture> {
  return decodeRgb(await readFile(file));
}
