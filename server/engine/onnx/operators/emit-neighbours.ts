import type { Interpolation } from "#models/layers/settings/interpolation.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

/** Whole places around a place between pixels, and how much each counts: the two beside it, or the nearest alone. */
export function emitNeighbours(
  graph: GraphBuilder,
  wanted: string,
  interpolation: Interpolation,
): { place: string; weight: string | null }[] {
  if (interpolation === "nearest") {
    return [{ place: graph.node("Floor", [graph.node("Add", [wanted, graph.scalar(0.5)])]), weight: null }];
  }
  const before = graph.node("Floor", [wanted]);
  const after = graph.node("Add", [before, graph.scalar(1)]);
  const nearness = graph.node("Sub", [wanted, before]);
  const farness = graph.node("Sub", [graph.scalar(1), nearness]);
  return [
    { place: before, weight: farness },
    { place: after, weight: nearness },
  ];
}
