import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { elementCount } from "#models/layers/element-count.ts";
import { EngineError } from "../engine-error.ts";
import { asMap, bytesOf, newInputs } from "../inputs.ts";
import { featureModel } from "../onnx/graph/feature-model.ts";
import { ModelSession } from "../onnx/session/model-session.ts";
import { placesFrom } from "../places.ts";
import type { Split } from "../split.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import type { FrozenPart } from "./frozen-part.ts";

const BATCH_SIZE = 32;

export type FrozenTask = {
  plan: NetworkPlan;
  part: FrozenPart;
  values: WeightValues;
  threads: number;
  /** Asked before each batch; what it throws ends the work. */
  onBatch: (done: number) => void;
};

/** Names the features of a split: other weights, layers or pictures give another key. */
export function featureKey({ plan, part, values }: FrozenTask, split: Split): string {
  const hash = createHash("sha256");
  const layers = part.layers.map(({ name, type, settings, inputs }) => ({ name, type, settings, inputs }));
  hash.update(JSON.stringify({ version: 1, layers, last: part.last, inputShape: plan.inputShape }));
  for (const { key } of part.layers.flatMap(({ weights }) => weights)) {
    const value = values.get(key) ?? new Float32Array();
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  const packed = newInputs(BATCH_SIZE, plan.inputShape);
  const length = elementCount(asMap(plan.inputShape));
  for (let start = 0; start < split.count; start += BATCH_SIZE) {
    const count = Math.min(BATCH_SIZE, split.count - start);
    split.read(placesFrom(start, count), bytesOf(packed));
    hash.update(bytesOf(packed.subarray(0, count * length)));
  }
  return hash.digest("hex");
}

/** Writes float32 [count, length] to a file. @throws EngineError NOT_FINITE where a feature is infinite or no number. */
export async function writeFeatures(task: FrozenTask, split: Split, file: string): Promise<void> {
  const { plan, part, values, threads } = task;
  const session = await ModelSession.open(featureModel(plan, part, values), { threads });
  const handle = await open(file, "w");
  try {
    const packed = newInputs(BATCH_SIZE, plan.inputShape);
    const length = elementCount(asMap(plan.inputShape));
    for (let start = 0; start < split.count; start += BATCH_SIZE) {
      task.onBatch(start);
      const count = Math.min(BATCH_SIZE, split.count - start);
      split.read(placesFrom(start, count), bytesOf(packed));
      const answers = await session.infer(packed.subarray(0, count * length), count, plan.inputShape);
      const features = answers.features ?? new Float32Array();
      if (!features.every(Number.isFinite)) {
        throw new EngineError("NOT_FINITE", "The frozen layers give numbers that are infinite or none");
      }
      await handle.write(bytesOf(features));
    }
  } finally {
    await handle.close();
    await session.release();
  }
}
