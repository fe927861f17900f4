import { maskArea, maskBox, type Bitmap } from "#models/vision/mask/bitmap.ts";
import type { Box } from "#models/vision/box.ts";
import { EVERYTHING, gridPrompts, stability, withoutDoubles } from "#models/vision/sam/everything.ts";
import { lowBox } from "#models/vision/sam/low-box.ts";
import { bestMask, type SegmentPrompt } from "#models/vision/sam/prompt.ts";
import { upscaleMask } from "#models/vision/sam/upscale-mask.ts";
import type { Embedding, Segmenter } from "#server/engine/vision/sam/segmenter.ts";

export type SegmentedMask = {
  /** How right the network takes it to be, as IoU with what is meant. */
  score: number;
  /** Pixels. */
  area: number;
  /** Of the picture. */
  percent: number;
  box: Box;
  bitmap: Bitmap;
};

/** Prompts of one run of the decoder: more are hardly faster and take memory. */
const BATCH = 16;

/** What one prompt means: the best mask first, then what else the network took it for. Empty masks are left out. */
export async function segmentPrompt(
  segmenter: Segmenter,
  embedding: Embedding,
  prompt: SegmentPrompt,
): Promise<SegmentedMask[]> {
  const [answer] = await segmenter.decode(embedding, [prompt]);
  if (answer === undefined) return [];
  const best = bestMask(answer.scores, answer.points);
  const others = [1, 2, 3]
    .filter((index) => index !== best)
    .toSorted((a, b) => (answer.scores[b] ?? 0) - (answer.scores[a] ?? 0));
  return [best, ...others].flatMap((index) => {
    const logits = answer.masks[index];
    return logits === undefined ? [] : measured(logits, answer.scores[index] ?? 0, embedding);
  });
}

type Everything = {
  /** Points a side of the grid. */
  grid: number;
  onProgress?: (done: number, total: number) => void;
};

/** All that stands out on a picture, the surest first: a grid of points, of which what is sure, steady and new is kept. */
export async function segmentEverything(
  segmenter: Segmenter,
  embedding: Embedding,
  { grid, onProgress }: Everything,
): Promise<SegmentedMask[]> {
  return segmentAll(segmenter, embedding, { prompts: gridPrompts(grid, embedding.picture), onProgress });
}

type All = {
  prompts: readonly SegmentPrompt[];
  onProgress?: Everything["onProgress"] | undefined;
};

/** What stands out at some points of a grid. */
export async function segmentAll(
  segmenter: Segmenter,
  embedding: Embedding,
  { prompts, onProgress }: All,
): Promise<SegmentedMask[]> {
  const found: { score: number; box: Box; logits: Float32Array }[] = [];
  for (let from = 0; from < prompts.length; from += BATCH) {
    const answers = await segmenter.decode(embedding, prompts.slice(from, from + BATCH));
    for (const { scores, masks } of answers) {
      for (const index of [1, 2, 3]) {
        const [score, logits] = [scores[index] ?? 0, masks[index]];
        if (logits === undefined || score < EVERYTHING.score) continue;
        if (stability(logits) < EVERYTHING.stability) continue;
        const box = lowBox(logits);
        // A copy: the batch's masks are let go of.
        if (box !== null) found.push({ score, box, logits: logits.slice() });
      }
    }
    onProgress?.(Math.min(prompts.length, from + BATCH), prompts.length);
  }
  return withoutDoubles(found).flatMap(({ score, logits }) => measured(logits, score, embedding));
}

function measured(logits: Float32Array, score: number, { picture }: Embedding): SegmentedMask[] {
  const bitmap = upscaleMask(logits, picture);
  const box = maskBox(bitmap);
  if (box === null) return [];
  const area = maskArea(bitmap);
  const percent = (100 * area) / (picture.width * picture.height);
  return [{ score: Math.min(1, score), area, percent, box, bitmap }];
}
