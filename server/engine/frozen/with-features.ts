import { availableParallelism } from "node:os";
import { EngineError } from "../engine-error.ts";
import type { TrainTask } from "../engine.ts";
import type { Split } from "../split.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import { featureKey, writeFeatures, type FrozenTask } from "./compute-features.ts";
import { openFeatures, storedFeatures, storeFeatures, type FeatureStore } from "./feature-file.ts";
import { partWorkedOutOnce } from "./frozen-part.ts";

export type FeatureSplits = {
  /** Of the part that learns. */
  plan: NetworkPlan;
  train: Split;
  validation: Split;
  close: () => void;
};

/**
 * What the frozen part of a network makes of all examples, worked out once and kept for later trainings. Null where nothing is
 * frozen, where pictures are flipped at random, or where there is no room: then each step works it out.
 */
export async function withFeatures(
  task: TrainTask,
  { plan, values }: { plan: NetworkPlan; values: WeightValues },
): Promise<FeatureSplits | null> {
  const { featureStore, hyperParameters, train, validation } = task;
  const part = featureStore === undefined ? null : partWorkedOutOnce(plan, hyperParameters);
  if (featureStore === undefined || part === null) return null;
  const threads = task.threads ?? availableParallelism();
  const frozen = { plan, part, values, threads };
  const total = train.count + validation.count;
  const tell = (before: number) => (done: number) => {
    if (task.signal?.aborted) throw new EngineError("CANCELLED", "The training was cancelled");
    task.onFeatures?.(before + done, total);
  };
  const files: string[] = [];
  for (const [split, before] of [
    [train, 0],
    [validation, train.count],
  ] as const) {
    const file = await featuresOf(featureStore, { ...frozen, onBatch: tell(before) }, split);
    if (file === null) return null;
    files.push(file);
  }
  const [trainFile = "", validationFile = ""] = files;
  const opened = [
    openFeatures(trainFile, { length: part.length, targets: train.targets }),
    openFeatures(validationFile, { length: part.length, targets: validation.targets }),
  ] as const;
  return {
    plan: part.rest,
    train: opened[0],
    validation: opened[1],
    close: () => opened.forEach((split) => split.close()),
  };
}

async function featuresOf(store: FeatureStore, task: FrozenTask, split: Split): Promise<string | null> {
  const key = featureKey(task, split);
  const sizeBytes = split.count * task.part.length * Float32Array.BYTES_PER_ELEMENT;
  return (
    (await storedFeatures(store, key, sizeBytes)) ??
    storeFeatures(store, { key, sizeBytes }, (file) => writeFeatures(task, split, file))
  );
}
