import type { OnnxGraph, OnnxNode, OnnxTensor } from "../graph/proto/onnx-model.ts";
import { ABSENT, shapeRuleOf } from "./shape-rules.ts";
import type { ValueInfo } from "./value-info.ts";

/** Constants up to this many numbers are read: shapes, axes, scales. */
const MAX_NUMBERS = 64;

/** Type and shape of every value of a graph for one batch size, which stands for every axis that has a name. */
export function inferValues(graph: OnnxGraph, batchSize: number): Map<string, ValueInfo> {
  const values = new Map<string, ValueInfo>();
  for (const tensor of graph.initializers) values.set(tensor.name, constant(tensor));
  for (const { name, type, dims } of graph.inputs) {
    values.set(name, { type, dims: dims.map((side) => (typeof side === "number" ? side : batchSize)) });
  }
  inferMissing(values, graph.nodes);
  return values;
}

/** Adds what nodes give and is not known yet. */
export function inferMissing(values: Map<string, ValueInfo>, nodes: readonly OnnxNode[]): void {
  for (const node of nodes) {
    if (node.outputs.every((name) => values.has(name))) continue;
    const inputs = node.inputs.map((name) => values.get(name) ?? ABSENT);
    const outputs = shapeRuleOf(node.op)(inputs, node);
    for (const [index, name] of node.outputs.entries()) values.set(name, outputs[index] ?? ABSENT);
  }
}

function constant(tensor: OnnxTensor): ValueInfo {
  const { type, dims } = tensor;
  const count = dims.reduce((product, side) => product * side, 1);
  if (count > MAX_NUMBERS) return { type, dims };
  // A copy lies where its numbers may be read as such.
  const { buffer } = tensor.bytes.slice();
  if (type === "int64") return { type, dims, numbers: Array.from(new BigInt64Array(buffer), Number) };
  return type === "float32" ? { type, dims, numbers: Array.from(new Float32Array(buffer)) } : { type, dims };
}
