import type { OnnxNode } from "../graph/proto/onnx-model.ts";
import { scanRound } from "./scan-round.ts";
import { elementsOf, type ValueInfo } from "./value-info.ts";

/** What a node multiplies and adds up; 0 for all but convolutions and matrix products, and rounds of them. */
export function multiplyAdds(node: OnnxNode, values: ReadonlyMap<string, ValueInfo>): number {
  const round = scanRound(node, values);
  if (round !== null) {
    const each = round.nodes.map((inner) => multiplyAdds(inner, round.values));
    return round.rounds * each.reduce((total, count) => total + count, 0);
  }
  const { op, inputs, outputs, attributes } = node;
  const [a, b] = inputs.map((name) => values.get(name));
  const output = values.get(outputs[0] ?? "");
  if (a === undefined || b === undefined || output === undefined) return 0;
  const window = b.dims.slice(1).reduce((product, side) => product * side, 1);
  switch (op) {
    case "Conv":
    case "FusedConv":
      return elementsOf(output) * window;
    case "ConvTranspose":
      return elementsOf(a) * window;
    case "Gemm":
    case "FusedGemm":
    case "MatMul":
    case "FusedMatMul": {
      const isFlipped = attributes.transA === 1;
      return elementsOf(output) * (a.dims.at(isFlipped ? -2 : -1) ?? 1);
    }
    default:
      return 0;
  }
}
