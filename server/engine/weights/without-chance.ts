import { layerOf } from "#models/layers/index.ts";
import type { NetworkPlan, PlannedLayer } from "./network-plan.ts";

/** Kinds of layers that draw random numbers while training. */
export type Chance = "dropout" | "noise" | "augmentation";

/**
 * The same network without the layers of these kinds, as though what enters them were what leaves them. None of them has
 * weights or another shape than its input.
 */
export function withoutChance(plan: NetworkPlan, kinds: readonly Chance[]): NetworkPlan {
  const sourceOf = new Map<string, string>();
  const through = (source: string): string => {
    const next = sourceOf.get(source);
    return next === undefined ? source : through(next);
  };
  for (const layer of plan.layers) {
    const kind = chanceOf(layer);
    const [source] = layer.inputs;
    if (kind !== null && source !== undefined && kinds.includes(kind)) sourceOf.set(layer.name, source);
  }
  const layers = plan.layers.filter(({ name }) => !sourceOf.has(name));
  return {
    ...plan,
    layers: layers.map((layer) => ({ ...layer, inputs: layer.inputs.map(through) })),
    logits: through(plan.logits),
  };
}

export function chanceOf({ type }: PlannedLayer): Chance | null {
  if (type === "Dropout" || type === "SpatialDropout2D") return "dropout";
  if (type === "GaussianNoise") return "noise";
  return layerOf(type)?.category === "augmentation" ? "augmentation" : null;
}
