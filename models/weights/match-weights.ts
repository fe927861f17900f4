import type { Shape } from "../layers/define-layer.ts";

/** Shapes of the weights in a file, by `<layer>/<weight>`, as Keras lays them out. */
export type StoredShapes = ReadonlyMap<string, Shape>;

type Weight = { key: string; layer: string; shape: Shape };

export type WeightMatch = {
  /** Layers all of whose weights are there in their shapes: these start from them, all others anew. */
  layers: readonly string[];
  /** How many layers of the network have weights. */
  total: number;
  /** Of the others: the shape that the file has of a weight, or that it has none. */
  others: readonly { layer: string; reason: string }[];
};

/** Which layers of a network can start from stored weights, by name and shape. */
export function matchWeights(weights: readonly Weight[], stored: StoredShapes): WeightMatch {
  const reasons = new Map<string, string | null>();
  for (const { key, layer, shape } of weights) {
    const reason = reasons.get(layer) ?? whyNot({ key, shape }, stored.get(key));
    reasons.set(layer, reason);
  }
  const layers = [...reasons].flatMap(([layer, reason]) => (reason === null ? [layer] : []));
  const others = [...reasons].flatMap(([layer, reason]) => (reason === null ? [] : [{ layer, reason }]));
  return { layers, total: reasons.size, others };
}

function whyNot({ key, shape }: Pick<Weight, "key" | "shape">, found: Shape | undefined): string | null {
  const name = key.slice(key.lastIndexOf("/") + 1).replaceAll("_", " ");
  if (found === undefined) return `the file has no ${name} of it`;
  if (found.join() === shape.join()) return null;
  return `its ${name} is ${shape.join(" x ")}, in the file ${found.join(" x ")}`;
}
