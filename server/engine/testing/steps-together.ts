import type { ModelGraph } from "#models/graph/schema.ts";
import { fillRandom } from "../train/batches/fill-random.ts";
import type { ImageShape } from "../split.ts";
import { largestGap } from "./largest-gap.ts";
import { channelsFirst, networkPair } from "./network-pair.ts";
import { randomSplit } from "./random-batch.ts";

export const CLASSES = 10;

/**
 * Descent whose steps are as long as the gradients: Adam's are not, so that a weight whose gradient is rounding alone moves
 * as far as any other. optimizers.test.ts holds Adam and the others against TensorFlow.js.
 */
const DESCENT = { optimizer: "sgd", momentum: 0.9 } as const;

export type StepsTogether = {
  steps: number;
  batchSize: number;
  /** Of the square images that the network is given instead of its own size. */
  side: number;
  learningRate?: number;
};

/**
 * Training steps of a network in the engine and in TensorFlow.js from the same weights, each step on a batch of its own
 * and with the same masks.
 * @returns by how much the mean losses differ, step by step, the weights afterwards, and how far these moved.
 */
export async function stepsTogether(
  graph: ModelGraph,
  { steps, batchSize, side, learningRate = 0.001 }: StepsTogether,
) {
  const imageShape: ImageShape = [side, side, 3];
  const { session, oracle, before } = await networkPair(withInput(graph, imageShape), {
    imageShape,
    classes: CLASSES,
    hyperParameters: { ...DESCENT, learningRate },
  });
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const split = randomSplit(batchSize, { shape: imageShape, classes: CLASSES, seed: step });
    const labels = Int32Array.from(split.targets);
    const drawn: (Uint8Array | Float32Array)[] = [];
    const fed = { count: split.count, images: channelsFirst(split, imageShape), targets: labels };
    const at = { step, learningRate };
    const { lossSum } = await session.step(fed, at, (values, layer, draw) => {
      fillRandom(values, draw, { seed: 1, step, layer });
      drawn[layer] = values;
    });
    losses.push(Math.abs(lossSum / batchSize - oracle.step({ images: split.images, labels, drawn })));
  }
  const after = session.weights();
  await session.release();
  return {
    losses,
    weights: largestGap(after, oracle.weights()).gap,
    moved: largestGap(after, before).gap,
  };
}

function withInput(graph: ModelGraph, shape: ImageShape): ModelGraph {
  const nodes = graph.nodes.map((node) =>
    node.type === "Input" ? { ...node, settings: { shape: [...shape] } } : node,
  );
  return { ...graph, nodes };
}
