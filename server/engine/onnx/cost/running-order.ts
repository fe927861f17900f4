import type { OnnxNode } from "../graph/proto/onnx-model.ts";

/** A node and its place among all that were ever made: one that a rewrite makes comes after the others. */
export type IndexedNode = { node: OnnxNode; index: number };

/**
 * The order in which ONNX Runtime runs nodes: depth first from the last leaf, of what a node reads the latest made first.
 * Source: onnxruntime/core/graph/graph_viewer.cc and Graph::ReverseDFSFrom, release 1.30.
 */
export function runningOrder(nodes: readonly IndexedNode[]): IndexedNode[] {
  const byIndex = nodes.toSorted((a, b) => a.index - b.index);
  const makerOf = new Map(byIndex.flatMap((made) => made.node.outputs.map((name) => [name, made] as const)));
  const makers = new Map(
    byIndex.map((reader) => {
      const found = reader.node.inputs.flatMap((name) => makerOf.get(name) ?? []);
      return [reader, [...new Set(found)].toSorted((a, b) => a.index - b.index)] as const;
    }),
  );
  const isRead = new Set([...makers.values()].flat());
  const stack = byIndex.filter((made) => !isRead.has(made)).map((made) => ({ made, isDone: false }));
  const seen = new Set<IndexedNode>();
  const order: IndexedNode[] = [];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { made, isDone } = entry;
    if (isDone) {
      order.push(made);
    } else if (!seen.has(made)) {
      seen.add(made);
      stack.push({ made, isDone: true });
      for (const maker of makers.get(made) ?? []) {
        if (!seen.has(maker)) stack.push({ made: maker, isDone: false });
      }
    }
  }
  return order;
}
