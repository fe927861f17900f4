import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput } from "../layers/define-onnx-layer.ts";
import { emitChoices } from "./emit-choices.ts";
import { emitReversed } from "./emit-reversed.ts";

/** A half turn or none, then a quarter turn counterclockwise or none, as two coins an image say. */
export function emitQuarterTurns(graph: GraphBuilder, value: string, coins: string): LayerOutput {
  const [noHalf = "", noQuarter = ""] = emitChoices(graph, coins, 2);
  const half = (map: string) => graph.node("Where", [noHalf, map, emitReversed(graph, map, [2, 3])]);
  const quarter = (map: string) =>
    graph.node("Where", [noQuarter, map, emitReversed(graph, emitTransposed(graph, map), [2])]);
  const quarterBack = (map: string) =>
    graph.node("Where", [noQuarter, map, emitTransposed(graph, emitReversed(graph, map, [2]))]);
  return {
    output: quarter(half(value)),
    backward: (gradient) => ({ inputs: [() => half(quarterBack(gradient))], weights: {} }),
  };
}

function emitTransposed(graph: GraphBuilder, value: string): string {
  return graph.node("Transpose", [value], { perm: [0, 1, 3, 2] });
}
