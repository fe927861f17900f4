import { elementCount } from "#models/layers/element-count.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { objectiveOf } from "#server/engine/objectives/index.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { InputShape } from "#models/datasets/descriptor.ts";
import { partWorkedOutOnce } from "../../frozen/frozen-part.ts";
import { planNetwork, type NetworkPlan } from "../../weights/network-plan.ts";
import { evaluationGraph, VALIDATION_BATCH_SIZE } from "../graph/evaluation-graph.ts";
import { cpuTarget } from "../session/target.ts";
import { trainingGraph } from "../graph/training-graph.ts";
import { referenceSeconds } from "./reference-seconds.ts";
import { simulateRun } from "./simulate-run.ts";

export type EstimateTask = {
  graph: ModelGraph;
  hyperParameters: HyperParameters;
  imageShape: InputShape;
  target: TaskTarget;
  /** Images of each split, all of which a training process holds. */
  counts: { train: number; validation: number; test: number };
};

export type Processor = {
  threads: number;
  /** Channels side by side in the runtime's blocked layout, see `detectBlockSize`. */
  blockSize: number;
};

export type TrainingEstimate = {
  /** The most main memory that the training process will hold at once. */
  memoryBytes: number;
  /** Of one epoch and its validation, on the processor of `referenceSeconds`. */
  epochSeconds: number;
  /** Before the first epoch, where frozen layers are worked out once, on the same processor. */
  onceSeconds: number;
};

const MEGABYTE = 2 ** 20;
/** Node with the engine loaded and two sessions made, measured with networks of next to no size. */
const PROCESS_BYTES = 104 * MEGABYTE;
/** What kernels keep for each thread, and pages that are touched only in part. */
const ALLOCATOR_OVERHEAD = 1.08;

/**
 * What training a network takes, from the very graphs that would run; nothing is run. Milliseconds.
 * @throws EngineError INVALID_GRAPH.
 */
export function estimateTraining(task: EstimateTask, { threads, blockSize }: Processor): TrainingEstimate {
  const { hyperParameters, imageShape, target, counts } = task;
  const plan = planNetwork(task.graph, { inputShape: imageShape, target });
  const processor = cpuTarget(blockSize);
  const batchSize = Math.min(hyperParameters.batchSize, counts.train);
  const objective = objectiveOf({ target, hyperParameters, trainTargets: null });
  const part = partWorkedOutOnce(plan, hyperParameters);
  const learning = part?.rest ?? plan;
  const training = trainingGraph(learning, { hyperParameters, objective }, processor);
  const step = simulateRun(training.model, { batchSize, threads });
  const evaluate = (network: NetworkPlan) =>
    simulateRun(evaluationGraph(network, processor), { batchSize: VALIDATION_BATCH_SIZE, threads });
  const validation = evaluate(learning);
  const scoring = part === null ? validation : evaluate(plan);

  const imageBytes = elementCount(imageShape) * (imageShape.length === 2 ? 4 : 1);
  const weightBytes = 4 * plan.params;
  const slots = training.slots.length;
  // Best weights; copies of weights and slots; all of these in a file. Those of the epoch before linger.
  const checkpointBytes = weightBytes * (1 + 2 * (1 + slots + 2 + slots));
  const trainingBytes =
    ALLOCATOR_OVERHEAD * (step.arenaBytes + validation.arenaBytes) +
    step.feedBytes +
    validation.feedBytes +
    checkpointBytes +
    imageBytes * (batchSize + VALIDATION_BATCH_SIZE);
  const scoringBytes =
    ALLOCATOR_OVERHEAD * scoring.arenaBytes + 5 * weightBytes + imageBytes * VALIDATION_BATCH_SIZE;
  return {
    memoryBytes: Math.round(PROCESS_BYTES + Math.max(trainingBytes, scoringBytes)),
    epochSeconds:
      (counts.train / batchSize) * referenceSeconds(step, batchSize) +
      (counts.validation / VALIDATION_BATCH_SIZE) * referenceSeconds(validation, VALIDATION_BATCH_SIZE),
    onceSeconds:
      part === null
        ? 0
        : ((counts.train + counts.validation) / VALIDATION_BATCH_SIZE) *
          referenceSeconds(scoring, VALIDATION_BATCH_SIZE),
  };
}
