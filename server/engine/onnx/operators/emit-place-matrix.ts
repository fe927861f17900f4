import type { FillMode } from "#models/layers/settings/fill-mode.ts";
import type { Interpolation } from "#models/layers/settings/interpolation.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { Matrix } from "./emit-both-ways.ts";
import { emitFilledPlace } from "./emit-filled-place.ts";
import { emitNeighbours } from "./emit-neighbours.ts";

type Places = { size: number; fillMode: FillMode; interpolation: Interpolation };

/** Of each image, [batch, 1, size, size], from the old place that each new one shows, [batch, 1, size, 1]. */
export function emitPlaceMatrix(
  graph: GraphBuilder,
  wanted: string,
  { size, fillMode, interpolation }: Places,
): Matrix {
  const columns = graph.floats(counting(size), [1, size]);
  const shares = emitNeighbours(graph, wanted, interpolation).map(({ place, weight }) => {
    const isHere = graph.node("Equal", [emitFilledPlace(graph, place, { size, fillMode }), columns]);
    const share = graph.node("Cast", [isHere], { to: 1 });
    return weight === null ? share : graph.node("Mul", [share, weight]);
  });
  const value = shares.reduce((left, right) => graph.node("Add", [left, right]));
  return { value: () => value, transposed: () => graph.node("Transpose", [value], { perm: [0, 1, 3, 2] }) };
}

/** 0, 1, 2, ... */
export function counting(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
