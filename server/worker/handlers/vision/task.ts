import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Bitmap } from "#models/vision/mask/bitmap.ts";
import { encodeRle } from "#models/vision/mask/rle.ts";
import { LEAST_SCORE, MOST_CANDIDATES } from "#models/vision/limits.ts";
import type { VisionAnswer } from "#models/vision/question.ts";
import type { RgbPicture } from "#models/vision/resize-bilinear.ts";
import { piecePrompts } from "#models/vision/sam/everything.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { Segmenter } from "#server/engine/vision/sam/segmenter.ts";
import { AppError } from "#server/platform/errors.ts";
import { decodeRgb } from "#server/vision/decode-rgb.ts";
import { segmentAll, segmentPrompt } from "#server/vision/segment.ts";
import { defineTask } from "../../host/define-task.ts";
import { keptEmbedding } from "./kept-embedding.ts";
import { createLoadedNetworks } from "./loaded-networks.ts";
import { visionMessages, type VisionEnd, type VisionTask } from "./messages.ts";

const networks = createLoadedNetworks(availableParallelism());
const segmenter = new Segmenter(availableParallelism());

/** Asks a pretrained network about a photograph. */
export const visionTask = defineTask(visionMessages, async (task): Promise<VisionEnd> => {
  try {
    return { kind: "answered", answer: await answerTo(task) };
  } catch (error) {
    // A picture that cannot be read is an answer, not a failure.
    const isExpected = error instanceof AppError || error instanceof EngineError;
    if (!isExpected) throw error;
    return { kind: "refused", reason: error.message };
  }
});

function answerTo(task: VisionTask): Promise<VisionAnswer> {
  switch (task.kind) {
    case "detect":
      return detect(task);
    case "segment":
      return segment(task);
    case "everything":
      return everything(task);
  }
}

type TaskOf<Kind> = Extract<VisionTask, { kind: Kind }>;

async function detect(task: TaskOf<"detect">): Promise<VisionAnswer> {
  const picture = await readPicture(task.pictureFile);
  const network = await networks.get(task.modelKey, task.modelFile, task);
  const { candidates, classes, modelMs } = await network.ask(picture, LEAST_SCORE);
  const surest = candidates.toSorted((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
  return { kind: "detect", candidates: surest, classes, modelMs };
}

async function segment({ points, box, ...files }: TaskOf<"segment">): Promise<VisionAnswer> {
  const embedding = await embeddingOf(files);
  const startedAt = performance.now();
  const found = await segmentPrompt(segmenter, embedding, { points, box });
  const masks = found.map(({ box: _box, ...each }) => written(each));
  return { kind: "segment", masks, modelMs: performance.now() - startedAt };
}

async function everything({ grid, piece, ...files }: TaskOf<"everything">): Promise<VisionAnswer> {
  const embedding = await embeddingOf(files);
  const startedAt = performance.now();
  const prompts = piecePrompts(grid, piece, embedding.picture);
  const masks = (await segmentAll(segmenter, embedding, { prompts })).map(written);
  return { kind: "everything", masks, modelMs: performance.now() - startedAt };
}

function embeddingOf({ pictureFile, embeddingFile }: { pictureFile: string; embeddingFile: string }) {
  return keptEmbedding(embeddingFile, async () => segmenter.embed(await readPicture(pictureFile)));
}

function written<Mask extends { bitmap: Bitmap }>({ bitmap, ...mask }: Mask) {
  return { ...mask, rle: encodeRle(bitmap) };
}

async function readPicture(file: string): Promise<RgbPicture> {
  return decodeRgb(await readFile(file));
}
