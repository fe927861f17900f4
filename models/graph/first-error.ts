import type { GraphIssue } from "./graph-issue.ts";
import type { ModelGraph } from "./schema.ts";

/** The first thing that stops training, with the layer that it is about: "conv2d_3: activation: expected linear, ...". */
export function firstError(graph: ModelGraph, issues: readonly GraphIssue[]): string | null {
  const found = issues.find(({ severity }) => severity === "error");
  if (found === undefined) return null;
  const layer = graph.nodes.find(({ id }) => id === found.nodeId);
  return layer === undefined ? found.message : `${layer.name}: ${found.message}`;
}
