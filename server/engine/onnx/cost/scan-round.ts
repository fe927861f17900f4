import type { OnnxGraph, OnnxNode } from "../graph/proto/onnx-model.ts";
import { inferValues } from "./infer-values.ts";
import type { ValueInfo } from "./value-info.ts";

export type ScanRound = {
  nodes: readonly OnnxNode[];
  values: ReadonlyMap<string, ValueInfo>;
  /** How often the nodes run. */
  rounds: number;
};

/** What a Scan does in each round; null for every other node. */
export function scanRound(
  { op, inputs, attributes }: OnnxNode,
  values: ReadonlyMap<string, ValueInfo>,
): ScanRound | null {
  if (op !== "Scan") return null;
  const { graph } = attributes.body as { graph: OnnxGraph };
  const rounds = values.get(inputs.at(-1) ?? "")?.dims[0] ?? 1;
  // Its shapes are fixed: no axis of a round is the batch.
  return { nodes: graph.nodes, values: inferValues(graph, 1), rounds };
}
