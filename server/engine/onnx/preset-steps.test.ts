import { beforeAll, expect, test } from "vitest";
import type { ModelGraph } from "#models/graph/schema.ts";
import { presetById } from "#models/presets/index.ts";
import { fillRandom } from "../batches/fill-random.ts";
import { channelsFirst, largestGap, networkPair } from "../testing/network-pair.ts";
import { randomSplit } from "../testing/random-batch.ts";
import { TfjsOracle } from "../testing/tfjs-oracle.ts";
import type { ImageShape } from "../split.ts";

beforeAll(() => TfjsOracle.prepare());

/**
 * Small images, since plain JavaScript takes a second for a step of the larger networks, but no smaller: every batch
 * normalization still has 8 values or more of a channel. Over fewer, such as 4, rounding grows tenfold with each step.
 */
const RUNS = [
  { id: "lecture-cnn", side: 8, batchSize: 4 },
  { id: "vgg-small", side: 8, batchSize: 2 },
  { id: "resnet-small", side: 5, batchSize: 2 },
  { id: "se-resnet-small", side: 5, batchSize: 2 },
  { id: "inception-small", side: 8, batchSize: 4 },
  { id: "mobilenet-small", side: 12, batchSize: 3 },
  { id: "lenet-64", side: 16, batchSize: 4 },
  { id: "tiny-cnn", side: 8, batchSize: 4 },
  { id: "dense-only", side: 8, batchSize: 4 },
];
const [STEPS, CLASSES] = [10, 10];
/**
 * Descent whose steps are as long as the gradients: Adam's are not, so that a weight whose gradient is rounding alone moves
 * as far as any other. optimizers.test.ts holds Adam and the others against TensorFlow.js.
 */
const DESCENT = { optimizer: "sgd", momentum: 0.9, learningRate: 0.001 } as const;

test.each(RUNS)(
  "ten steps of $id are TensorFlow.js's",
  { timeout: 120_000 },
  async ({ id, side, batchSize }) => {
    const shape: ImageShape = [side, side, 3];
    const { session, oracle, before } = await networkPair(resized(presetById(id)!.graph, shape), {
      imageShape: shape,
      classes: CLASSES,
      hyperParameters: DESCENT,
    });
    const gaps: number[] = [];
    for (let step = 1; step <= STEPS; step++) {
      const split = randomSplit(batchSize, { shape, classes: CLASSES, seed: step });
      const labels = Int32Array.from(split.labels);
      const drawn: (Uint8Array | Float32Array)[] = [];
      const fed = { count: split.count, images: channelsFirst(split, shape), labels };
      const { lossSum } = await session.step(
        fed,
        { step, learningRate: DESCENT.learningRate },
        (values, layer, draw) => {
          fillRandom(values, draw, { seed: 1, step, layer });
          drawn[layer] = values;
        },
      );
      gaps.push(Math.abs(lossSum / batchSize - oracle.step({ images: split.images, labels, drawn })));
    }
    const after = session.weights();
    expect(Math.max(...gaps)).toBeLessThan(1e-3);
    expect(largestGap(after, oracle.weights()).gap).toBeLessThan(1e-3);
    expect(largestGap(after, before).gap).toBeGreaterThan(1e-3);
    await session.release();
  },
);

function resized(graph: ModelGraph, shape: ImageShape): ModelGraph {
  const nodes = graph.nodes.map((node) =>
    node.type === "Input" ? { ...node, settings: { shape: [...shape] } } : node,
  );
  return { ...graph, nodes };
}
