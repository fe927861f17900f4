import { availableParallelism } from "node:os";
import { elementCount } from "#models/layers/element-count.ts";
import type { UnitActivity } from "#models/runs/unit-activity.ts";
import { EngineError } from "../engine-error.ts";
import { bytesOf, newInputs } from "../inputs.ts";
import { exportActivity } from "../onnx/graph/export-activity.ts";
import { ModelSession } from "../onnx/session/model-session.ts";
import type { Split } from "../split.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";

const BATCH_SIZE = 64;
/** Of a unit that is 0 on one example in 100, 99 of 100 such samples see it rise. */
const MOST_EXAMPLES = 512;

export type ActivityTask = {
  plan: NetworkPlan;
  weights: WeightValues;
  /** The sample lies evenly in it. */
  split: Split;
  signal?: AbortSignal;
  threads?: number;
};

/**
 * How many units of each ReLU layer are 0 on all of a sample: at most 512 examples, in all places of a map. null for a
 * network that has no such layer. @throws EngineError CANCELLED.
 */
export async function unitActivity(task: ActivityTask): Promise<UnitActivity | null> {
  const { plan, weights, split, signal, threads = availableParallelism() } = task;
  const { model, layers } = exportActivity(plan, weights);
  const count = Math.min(MOST_EXAMPLES, split.count);
  if (layers.length === 0 || count === 0) return null;
  const length = elementCount(plan.inputShape);
  const packed = newInputs(BATCH_SIZE, plan.inputShape);
  const highest = new Map<string, Float32Array>();
  const session = await ModelSession.open(model, { threads });
  try {
    for (let start = 0; start < count; start += BATCH_SIZE) {
      if (signal?.aborted) throw new EngineError("CANCELLED", "Cancelled while scoring");
      const size = Math.min(BATCH_SIZE, count - start);
      const places = Array.from({ length: size }, (_, row) =>
        Math.floor(((start + row) * split.count) / count),
      );
      split.read(places, bytesOf(packed));
      const risen = await session.infer(packed.subarray(0, size * length), size, plan.inputShape);
      for (const name of layers) {
        const values = risen[name] ?? new Float32Array();
        const known = highest.get(name);
        highest.set(
          name,
          known === undefined
            ? values.slice()
            : known.map((value, unit) => Math.max(value, values[unit] ?? 0)),
        );
      }
    }
  } finally {
    await session.release();
  }
  return {
    count,
    layers: layers.map((name) => {
      const values = highest.get(name) ?? new Float32Array();
      return { name, units: values.length, dead: values.filter((value) => value <= 0).length };
    }),
  };
}
