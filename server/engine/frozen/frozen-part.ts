import type { CompiledLayer } from "#models/graph/compile.ts";
import type { Shape } from "#models/layers/define-layer.ts";
import { elementCount } from "#models/layers/element-count.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { chanceOf } from "../weights/without-chance.ts";
import type { NetworkPlan, PlannedLayer } from "../weights/network-plan.ts";

/** A network in two: what gives the same numbers for a picture in every step, and what learns. */
export type FrozenPart = {
  /** The layers from the input up to `last`. */
  layers: readonly PlannedLayer[];
  /** The one of them that the rest reads. */
  last: string;
  /** Numbers that it gives for one picture. */
  length: number;
  /** The rest, fed with those numbers as a window of a time series is. */
  rest: NetworkPlan;
};

/** The part whose results are worked out once for all epochs: pictures that are flipped at random have others each time. */
export function partWorkedOutOnce(
  plan: NetworkPlan,
  { flipHorizontal, flipVertical }: Pick<HyperParameters, "flipHorizontal" | "flipVertical">,
): FrozenPart | null {
  return flipHorizontal || flipVertical ? null : frozenPart(plan);
}

/**
 * The largest part at the input that training does not move: nothing in it learns or draws random numbers. Null where there is
 * none, where it costs nothing, or where the rest reads it at several places.
 */
export function frozenPart(plan: NetworkPlan): FrozenPart | null {
  const still = new Map<string, PlannedLayer>();
  for (const layer of plan.layers) {
    const isFed = layer.inputs.every((input) => still.has(input));
    const moves = layer.weights.length > 0 && !layer.isFrozen;
    if (layer.type !== "Output" && isFed && !moves && chanceOf(layer) === null) still.set(layer.name, layer);
  }
  const moving = plan.layers.filter(({ name }) => !still.has(name));
  const read = new Set(moving.flatMap(({ inputs }) => inputs.filter((input) => still.has(input))));
  const [last, ...more] = read;
  const end = last === undefined ? undefined : still.get(last);
  if (end === undefined || more.length > 0 || still.has(plan.logits)) return null;
  const layers = leadingTo(end, still);
  if (layers.every(({ macs }) => macs === 0)) return null;
  return { layers, last: end.name, length: elementCount(end.shape), rest: restOf(plan, end, moving) };
}

function leadingTo(end: PlannedLayer, still: ReadonlyMap<string, PlannedLayer>): PlannedLayer[] {
  const needed = new Set([end.name]);
  for (const layer of [...still.values()].toReversed()) {
    if (needed.has(layer.name)) for (const input of layer.inputs) needed.add(input);
  }
  return [...still.values()].filter(({ name }) => needed.has(name));
}

function restOf(plan: NetworkPlan, end: PlannedLayer, moving: readonly PlannedLayer[]): NetworkPlan {
  const [columns = 1, ...outer] = end.shape.toReversed();
  const inputShape = [elementCount(outer), columns] as const;
  const input = `${end.name}__features`;
  const added: PlannedLayer[] = [
    stage({ name: input, type: "Input", settings: { shape: [...inputShape] }, inputs: [] }, inputShape, []),
    stage(
      { name: end.name, type: "Reshape", settings: { targetShape: [...end.shape] }, inputs: [input] },
      end.shape,
      [inputShape],
    ),
  ];
  const weights = moving.flatMap((layer) => layer.weights);
  return {
    ...plan,
    layers: [...added, ...moving],
    weights,
    input,
    inputShape,
    params: weights.reduce((sum, { shape }) => sum + elementCount(shape), 0),
  };
}

type Named = Pick<CompiledLayer, "name" | "type" | "settings" | "inputs">;

function stage(named: Named, shape: Shape, inputShapes: readonly Shape[]): PlannedLayer {
  // The settings are those of the very type.
  return { ...named, shape, inputShapes, weights: [], params: 0, macs: 0, isFrozen: false } as PlannedLayer;
}
