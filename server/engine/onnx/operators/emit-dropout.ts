import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerOutput } from "../layers/define-onnx-layer.ts";
import { emitIdentity } from "./emit-identity.ts";

/** Keeps what the mask says, scaled by 1 / (1 - rate); everything where the rate is 0. */
export function emitDropout(
  graph: GraphBuilder,
  value: string,
  { rate, mask }: { rate: number; mask: () => string },
): LayerOutput {
  if (rate === 0) return emitIdentity(value);
  const kept = graph.node("Cast", [mask()], { to: 1 });
  const scale = graph.node("Mul", [kept, graph.scalar(1 / (1 - rate))]);
  return {
    output: graph.node("Mul", [value, scale]),
    backward: (gradient) => ({ inputs: [() => graph.node("Mul", [gradient, scale])], weights: {} }),
  };
}
