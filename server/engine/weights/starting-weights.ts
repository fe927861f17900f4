import { matchWeights } from "#models/weights/match-weights.ts";
import { initialWeights } from "./initial-weights.ts";
import type { NetworkPlan } from "./network-plan.ts";
import type { WeightValues } from "./weight-values.ts";

/** Weights of another training, in Keras's layouts, by `<layer>/<weight>`. */
export type StoredWeights = ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }>;

/** The network's first weights: those of `stored` where a layer has them all in its shapes, and fresh ones, the same for the same seed. */
export function startingWeights(
  plan: NetworkPlan,
  seed: number,
  stored: StoredWeights | undefined,
): WeightValues {
  const fresh = initialWeights(plan, seed);
  if (stored === undefined) return fresh;
  const taken = startedLayers(plan, stored);
  return new Map(
    plan.weights.map(({ key, layer }) => {
      const values = (taken.has(layer) ? stored.get(key)?.data : undefined) ?? fresh.get(key);
      return [key, values ?? new Float32Array()];
    }),
  );
}

/** The layers that start from stored weights. */
export function startedLayers(plan: NetworkPlan, stored: StoredWeights | undefined): ReadonlySet<string> {
  return new Set(stored === undefined ? [] : matchWeights(plan.weights, shapesOf(stored)).layers);
}

export function shapesOf(stored: StoredWeights): ReadonlyMap<string, readonly number[]> {
  return new Map([...stored].map(([key, { shape }]) => [key, shape]));
}
