import type { FillMode } from "#models/layers/settings/fill-mode.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";

/** Which pixel of `size` stands at a whole place that may lie outside; for `constant`, none does, and the place stays. */
export function emitFilledPlace(
  graph: GraphBuilder,
  place: string,
  { size, fillMode }: { size: number; fillMode: FillMode },
): string {
  switch (fillMode) {
    case "constant":
      return place;
    case "nearest":
      return graph.node("Clip", [place, graph.scalar(0), graph.scalar(size - 1)]);
    case "wrap":
      return emitRest(graph, place, size);
    case "reflect": {
      // d c b a | a b c d | d c b a
      const there = emitRest(graph, place, 2 * size);
      return graph.node("Min", [there, graph.node("Sub", [graph.scalar(2 * size - 1), there])]);
    }
  }
}

/** What is left over of whole rounds, 0 to size - 1. */
function emitRest(graph: GraphBuilder, place: string, size: number): string {
  const rounds = graph.node("Floor", [graph.node("Div", [place, graph.scalar(size)])]);
  return graph.node("Sub", [place, graph.node("Mul", [rounds, graph.scalar(size)])]);
}
