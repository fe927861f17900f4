import type { OnnxGraph, OnnxModel } from "../graph/proto/onnx-model.ts";

/** The same model without the nodes and constants that no output is made of; ONNX Runtime would compute them in each step. */
export function withoutUnused(model: OnnxModel): OnnxModel {
  const used = new Set(model.outputs.map(({ name }) => name));
  const nodes = model.nodes
    .toReversed()
    .filter((node) => {
      if (!node.outputs.some((output) => used.has(output))) return false;
      for (const input of node.inputs) used.add(input);
      for (const value of Object.values(node.attributes)) {
        if (typeof value === "object" && "graph" in value) addReads(value.graph, used);
      }
      return true;
    })
    .toReversed();
  return { ...model, nodes, initializers: model.initializers.filter(({ name }) => used.has(name)) };
}

/** What a graph in a node reads may be a value of the graph around it. */
function addReads(graph: OnnxGraph, used: Set<string>): void {
  for (const { inputs, attributes } of graph.nodes) {
    for (const input of inputs) used.add(input);
    for (const value of Object.values(attributes)) {
      if (typeof value === "object" && "graph" in value) addReads(value.graph, used);
    }
  }
}
