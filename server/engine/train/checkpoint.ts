import { createHash } from "node:crypto";
import { z } from "zod";
import { epochMetrics, type EpochMetrics } from "#models/training/epoch-metrics.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { EngineError } from "../engine-error.ts";
import { decodeSafeTensors, encodeSafeTensors, type SafeTensor } from "../weights/safetensors.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";

const OPTIMIZER = "optimizer/";
const BEST = "best/";

/** Older releases counted what is right beside the loss, and nothing else. */
const countAtTheTop = z.looseObject({ correct: z.number() });

function upgradeSoFar(json: unknown): unknown {
  const old = countAtTheTop.safeParse(json);
  if (!old.success) return json;
  const { correct, ...rest } = old.data;
  return { ...rest, sums: { correct } };
}

const epochSoFar = z.preprocess(
  upgradeSoFar,
  z.object({
    /** Steps done in the epoch. */
    step: z.int().min(0),
    /** Over those steps. */
    lossSum: z.number(),
    sums: z.record(z.string(), z.number()).readonly(),
    seconds: z.number().min(0),
  }),
);

/** What the steps of an epoch that is not done yet add up to. */
export type EpochSoFar = z.infer<typeof epochSoFar>;

export const NO_STEPS: EpochSoFar = { step: 0, lossSum: 0, sums: {}, seconds: 0 };

/**
 * All that a training needs to go on after an epoch, or after a step of one. Shuffling, flips and dropout need nothing
 * here but the epoch and the step, since their numbers come from counters. The learning rate's schedule and early stopping
 * need nothing but the step and the epochs' metrics, from which what they have seen follows.
 */
export type Checkpoint = {
  epochs: readonly EpochMetrics[];
  /** Optimizer steps done. */
  step: number;
  /** Of the epoch after `epochs`. */
  soFar: EpochSoFar;
  bestEpoch: number;
  weights: WeightValues;
  /** None before the first epoch is done. */
  bestWeights: WeightValues;
  /** By `<weight>/<slot>`. */
  optimizerState: ReadonlyMap<string, Float32Array>;
};

const state = z.object({
  version: z.literal(1),
  task: z.string(),
  epochs: z.array(epochMetrics),
  step: z.int(),
  soFar: epochSoFar.default(NO_STEPS),
  bestEpoch: z.int(),
});

type Task = { plan: NetworkPlan; hyperParameters: HyperParameters };

/** A safetensors file: weights by Keras's names, `optimizer/<weight>/<slot>`, `best/<weight>`. */
export function encodeCheckpoint(checkpoint: Checkpoint, task: Task): Uint8Array {
  const shapes = new Map(task.plan.weights.map((weight) => [weight.key, weight.shape]));
  const tensors = new Map<string, SafeTensor>();
  const add = (name: string, data: Float32Array, weight: string) =>
    tensors.set(name, { dtype: "F32", shape: shapes.get(weight) ?? [data.length], data });
  for (const [key, data] of checkpoint.weights) add(key, data, key);
  for (const [key, data] of checkpoint.bestWeights) add(BEST + key, data, key);
  for (const [key, data] of checkpoint.optimizerState) {
    add(OPTIMIZER + key, data, key.slice(0, key.lastIndexOf("/")));
  }
  const { epochs, step, soFar, bestEpoch } = checkpoint;
  const metadata = {
    strata: JSON.stringify({ version: 1, task: taskDigest(task), epochs, step, soFar, bestEpoch }),
  };
  return encodeSafeTensors({ tensors, metadata });
}

/** @throws EngineError BAD_CHECKPOINT for a damaged file and for one of another network or other hyper-parameters. */
export function decodeCheckpoint(file: Uint8Array, task: Task): Checkpoint {
  const { tensors, saved } = readCheckpoint(file);
  if (saved.task !== taskDigest(task)) {
    throw new EngineError(
      "BAD_CHECKPOINT",
      "This checkpoint belongs to another network or other hyper-parameters",
    );
  }
  const weights = new Map<string, Float32Array>();
  const bestWeights = new Map<string, Float32Array>();
  const optimizerState = new Map<string, Float32Array>();
  for (const [name, { data }] of tensors) {
    const values = data as Float32Array;
    if (name.startsWith(OPTIMIZER)) optimizerState.set(name.slice(OPTIMIZER.length), values);
    else if (name.startsWith(BEST)) bestWeights.set(name.slice(BEST.length), values);
    else weights.set(name, values);
  }
  for (const { key } of task.plan.weights) {
    if (!weights.has(key) || (saved.bestEpoch > 0 && !bestWeights.has(key))) {
      throw new EngineError("BAD_CHECKPOINT", `The checkpoint holds no weight ${key}`);
    }
  }
  return { ...saved, weights, bestWeights, optimizerState };
}

/** @throws where a file's header holds no checkpoint's state. */
export function readCheckpointState(metadata: Readonly<Record<string, string>>): z.infer<typeof state> {
  return state.parse(JSON.parse(metadata.strata ?? "null"));
}

function readCheckpoint(file: Uint8Array) {
  try {
    const { tensors, metadata } = decodeSafeTensors(file);
    return { tensors, saved: readCheckpointState(metadata) };
  } catch (error) {
    throw new EngineError("BAD_CHECKPOINT", "The checkpoint cannot be read", { cause: error });
  }
}

/** Two tasks of one digest take the same steps; more epochs than before are no other task, but where the rate ends with them. */
function taskDigest({ plan, hyperParameters }: Task): string {
  const { epochs, loss, startedRateFactor, ...others } = hyperParameters;
  // The task's own loss and one rate were all there was: digests of such checkpoints stay what they were.
  const chosen = {
    ...others,
    ...(loss === null ? {} : { loss }),
    ...(startedRateFactor === 1 ? {} : { startedRateFactor }),
  };
  const decisive = hyperParameters.schedule === "cosine" ? { ...chosen, epochs } : chosen;
  // Under the names that checkpoints have been digested by since before the network's layers were called otherwise.
  const layers = plan.layers.map(({ name, type, settings, inputs, isFrozen }) => ({
    id: name,
    type,
    settings,
    sources: inputs,
    ...(isFrozen ? { isFrozen } : {}),
  }));
  return createHash("sha256").update(JSON.stringify({ layers, decisive })).digest("hex");
}
