import { fillRandom } from "../batches/fill-random.ts";
import type { ImageShape } from "../split.ts";
import { channelsFirst, type NetworkPair } from "./network-pair.ts";
import { randomSplit } from "./random-batch.ts";

export type StepsTogether = {
  steps: number;
  batchSize: number;
  imageShape: ImageShape;
  classes: number;
  learningRate: number;
};

/**
 * Training steps of both halves of a pair, each on a batch of its own and with the same masks.
 * @returns by how much the mean losses differ, step by step.
 */
export async function stepsTogether(
  { session, oracle }: NetworkPair,
  { steps, batchSize, imageShape, classes, learningRate }: StepsTogether,
): Promise<number[]> {
  const gaps: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const split = randomSplit(batchSize, { shape: imageShape, classes, seed: step });
    const labels = Int32Array.from(split.labels);
    const drawn: (Uint8Array | Float32Array)[] = [];
    const fed = { count: split.count, images: channelsFirst(split, imageShape), labels };
    const { lossSum } = await session.step(fed, { step, learningRate }, (values, layer, draw) => {
      fillRandom(values, draw, { seed: 1, step, layer });
      drawn[layer] = values;
    });
    gaps.push(Math.abs(lossSum / batchSize - oracle.step({ images: split.images, labels, drawn })));
  }
  return gaps;
}
