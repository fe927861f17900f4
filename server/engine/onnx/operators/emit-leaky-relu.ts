import type { GraphBuilder } from "../graph/graph-builder.ts";
import { emitMask } from "./emit-mask.ts";

/** x where x > 0, else `slope` x, and its gradient. */
export function emitLeakyRelu(graph: GraphBuilder, value: string, slope: number) {
  const rise = () => {
    const above = graph.node("Mul", [emitMask(graph, value, { above: 0 }), graph.scalar(1 - slope)]);
    return graph.node("Add", [above, graph.scalar(slope)]);
  };
  return {
    output: graph.node("LeakyRelu", [value], { alpha: { float: slope } }),
    backward: (gradient: string) => graph.node("Mul", [gradient, rise()]),
  };
}
