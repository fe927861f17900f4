import type { ModelGraph } from "#models/graph/schema.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { DEFAULT_HYPER_PARAMETERS, type HyperParameters } from "#models/training/hyper-parameters.ts";
import type { Engine, TrainTask } from "#server/engine/engine.ts";
import type { MemorySplit } from "#server/engine/memory-split.ts";
import type { ImageShape } from "#server/engine/split.ts";
import { largestGap } from "#server/engine/testing/largest-gap.ts";
import { randomSplit } from "#server/engine/testing/random-batch.ts";

export type Compared = {
  /** What was trained: a preset's id, or the seed of a random network. */
  name: string;
  /** Of the losses, as parts of the CPU's. */
  lossGap: number;
  /** Of all weights, as a part of the learning rate: what one step of a gradient of 1 moves. */
  weightGap: number;
  /** The weight that differs most. */
  weight: string;
};

export type Subject = {
  name: string;
  graph: ModelGraph;
  shape: ImageShape;
  classes: number;
  batchSize: number;
  hyperParameters?: Partial<HyperParameters>;
};

const STEPS = 4;

/** Trains one network for four steps on each of two engines, from the same weights, on the same images, with the same masks. */
export async function compare(subject: Subject, engines: { cpu: Engine; other: Engine }): Promise<Compared> {
  const { name, graph, shape, classes, batchSize } = subject;
  const hyperParameters: HyperParameters = {
    ...DEFAULT_HYPER_PARAMETERS,
    optimizer: "sgd",
    learningRate: 0.02,
    momentum: 0.9,
    batchSize,
    epochs: 1,
    seed: 1,
    ...subject.hyperParameters,
  };
  const split: MemorySplit = randomSplit(batchSize * STEPS, { shape, classes, seed: 1 });
  const task: TrainTask = {
    graph,
    hyperParameters,
    target: numberedClasses(classes),
    imageShape: shape,
    train: split,
    validation: split,
  };
  const expected = await engines.cpu.train(task);
  const found = await engines.other.train(task);
  const { gap, key } = largestGap(expected.weights, found.weights);
  const [theirs, ours] = [expected.epochs[0], found.epochs[0]];
  const lossGaps = (["train", "validation"] as const).map((part) => {
    const loss = theirs?.[part].loss ?? Number.NaN;
    return Math.abs((ours?.[part].loss ?? Number.NaN) - loss) / Math.max(1, Math.abs(loss));
  });
  return {
    name,
    lossGap: Math.max(...lossGaps),
    weightGap: gap / hyperParameters.learningRate,
    weight: key,
  };
}
