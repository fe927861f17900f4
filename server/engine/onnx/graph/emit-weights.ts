import { emitConcat } from "../operators/emit-concat.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { WeightVector } from "./weight-layout.ts";

/** Cuts every weight out of the vector that carries it. One Slice each: WebGPU limits a shader's outputs. */
export function emitWeights(graph: GraphBuilder, vector: WeightVector, packed: string): Map<string, string> {
  const axis = graph.ints([0]);
  return new Map(
    vector.entries.map(({ weight, offset, size, dims }) => {
      const flat = graph.node("Slice", [packed, graph.ints([offset]), graph.ints([offset + size]), axis]);
      return [weight.key, dims.length === 1 ? flat : graph.node("Reshape", [flat, graph.ints(dims)])];
    }),
  );
}

/** The way back: one value a weight, in the vector's order, to one vector. */
export function emitPacked(
  graph: GraphBuilder,
  vector: WeightVector,
  values: ReadonlyMap<string, string>,
): string {
  const flat = vector.entries.map(({ weight, dims }) => {
    const value = values.get(weight.key);
    if (value === undefined) throw new Error(`${weight.key} has no value to pack`);
    return dims.length === 1 ? value : graph.node("Reshape", [value, graph.ints([-1])]);
  });
  return emitConcat(graph, flat, 0);
}
