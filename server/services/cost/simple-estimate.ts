import { analyzeGraph } from "#models/graph/analyze.ts";
import { elementCount } from "#models/layers/element-count.ts";
import type { OptimizerName } from "#models/training/hyper-parameters.ts";
import type { TrainingEstimate, TrainingTask } from "./estimate-training.ts";

const MEGABYTE = 2 ** 20;
const FLOAT_BYTES = 4;
/** Of the training process before it holds a network. */
const PROCESS_BYTES = 104 * MEGABYTE;
/** Vectors as long as the weights that an optimizer keeps. */
const SLOTS: Record<OptimizerName, number> = { adam: 2, adamw: 2, sgd: 1, rmsprop: 1, adagrad: 1 };
/** Weights before and after a step, gradients, the best ones, and what two checkpoints on their way to the disk hold. */
const COPIES = 10;
const COPIES_OF_SLOT = 6;
/** The engine's, whose arena stays beside that of a step. */
const VALIDATION_BATCH_SIZE = 64;
/** As in the engine's own estimate. */
const ALLOCATOR_OVERHEAD = 1.08;
/** Forward, for the input and for the kernel. */
const PASSES = 3;
const SECONDS_PER_MULTIPLY_ADD = 7e-12;
/** Each number is written, read for the next layer, and its gradient likewise. */
const SECONDS_PER_ACTIVATION = 2.5e-9;
const SECONDS_PER_IMAGE = 150e-6;
/** Of a step, in which the optimizer passes over all weights. */
const SECONDS_PER_WEIGHT = 3e-9;

/**
 * Memory and time as a sum: weights with what the optimizer keeps of them, activations times the batch, and what the
 * largest layer passes on. In no time whatever the network, and within a factor of two or three of the engine's own
 * estimate.
 */
export function simpleEstimate(task: TrainingTask): TrainingEstimate {
  const { graph, hyperParameters, imageShape, target, counts } = task;
  const { totals, nodes } = analyzeGraph(graph, { inputShape: imageShape, target });
  const lengths = Object.values(nodes).map(({ shape }) => (shape === null ? 0 : elementCount(shape)));
  const activations = lengths.reduce((sum, length) => sum + length, 0);
  const batchSize = Math.min(hyperParameters.batchSize, counts.train);
  const vectors = COPIES + COPIES_OF_SLOT * SLOTS[hyperParameters.optimizer];
  const imageBytes = elementCount(imageShape) * (imageShape.length === 2 ? 4 : 1);
  // What a layer reads and what it gives: the gradients of both in a step, the values of both in validation.
  const passing = 2 * (batchSize + VALIDATION_BATCH_SIZE) * Math.max(...lengths);
  const secondsPerImage =
    PASSES * totals.macs * SECONDS_PER_MULTIPLY_ADD +
    activations * SECONDS_PER_ACTIVATION +
    SECONDS_PER_IMAGE;
  const secondsPerStep = totals.params * SECONDS_PER_WEIGHT;
  return {
    memoryBytes: Math.round(
      PROCESS_BYTES +
        FLOAT_BYTES * (vectors * totals.params + ALLOCATOR_OVERHEAD * (batchSize * activations + passing)) +
        // Of a batch as it lies on the disk and as it is fed.
        2 * imageBytes * batchSize,
    ),
    epochSeconds:
      secondsPerImage * (counts.train + counts.validation / PASSES) +
      secondsPerStep * (counts.train / batchSize),
    onceSeconds: 0,
    isSimple: true,
  };
}
