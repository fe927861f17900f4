import type { NodeAnalysis } from "./node-analysis.ts";
import { edgeId } from "./edge-id.ts";
import type { GraphIssue } from "./graph-issue.ts";
import { KEEPS_LENGTH } from "./keeps-length.ts";
import type { GraphNode } from "./schema.ts";
import type { Topology } from "./topology.ts";

/**
 * Where a map or a sequence arrives at Output from a Dense that was given one, the issue is put there: it is the Flatten
 * before it that is missing.
 */
export function explainDenseOnMap(
  issues: readonly GraphIssue[],
  topology: Topology,
  analyses: ReadonlyMap<string, NodeAnalysis>,
): GraphIssue[] {
  const byId = new Map(topology.order.map((node) => [node.id, node]));
  return issues.map((issue) => {
    const output = byId.get(issue.nodeId ?? "");
    if (issue.code !== "SHAPE" || output?.type !== "Output") return issue;
    let dense: GraphNode | undefined;
    let node = sourceOf(output, topology, byId);
    while (node !== undefined && (node.type === "Dense" || KEEPS_LENGTH.has(node.type))) {
      if (node.type === "Dense") dense = node;
      node = sourceOf(node, topology, byId);
    }
    const edge = topology.incoming.get(dense?.id ?? "")?.[0];
    if (dense === undefined || edge === undefined) return issue;
    const what = analyses.get(dense.id)?.shape?.length === 2 ? "a sequence" : "a map";
    const message = `Dense gives ${what} here, where Output needs a flat input; put Flatten before Dense`;
    return {
      severity: "error",
      code: "SHAPE",
      message,
      nodeId: dense.id,
      edgeId: edgeId(edge),
      cure: { kind: "insertBefore", nodeId: dense.id, layers: [{ type: "Flatten" }] },
    };
  });
}

function sourceOf(node: GraphNode, { incoming }: Topology, byId: ReadonlyMap<string, GraphNode>) {
  return byId.get(incoming.get(node.id)?.[0]?.source ?? "");
}
