import type { NodeAnalysis } from "./analyze.ts";
import type { GraphIssue } from "./graph-issue.ts";
import type { GraphNode } from "./schema.ts";
import type { Topology } from "./topology.ts";

/** Whether what arrives at Output is one number a class, not yet softmaxed. */
export function outputIssues(
  topology: Topology,
  analyses: ReadonlyMap<string, NodeAnalysis>,
  classes: number,
): GraphIssue[] {
  const byId = new Map(topology.order.map((node) => [node.id, node]));
  return topology.order.flatMap((node): GraphIssue[] => {
    const edge = topology.incoming.get(node.id)?.[0];
    const last = byId.get(edge?.source ?? "");
    if (node.type !== "Output" || edge === undefined || last === undefined) return [];
    const where = { nodeId: node.id, edgeId: edge.id };
    const issues: GraphIssue[] = [];
    const shape = analyses.get(node.id)?.shape;
    if (shape?.length === 1 && shape[0] !== classes) {
      const cure = isLastDense(last, topology, byId)
        ? `set Dense units to ${classes}`
        : `put a Dense layer with ${classes} units before it`;
      const message = `Output needs ${classes} numbers, one per class; the last layer gives ${shape[0]}: ${cure}`;
      issues.push({ severity: "error", code: "OUTPUT_LENGTH", message, ...where });
    }
    if (hasSoftmax(analyses.get(last.id)?.settings)) {
      const message = `Softmax is applied twice: Output already does it; set the activation of ${last.id} to linear`;
      issues.push({ severity: "warning", code: "SOFTMAX_TWICE", message, nodeId: last.id, edgeId: edge.id });
    }
    return issues;
  });
}

const KEEPS_LENGTH = new Set([
  "Activation",
  "LeakyReLU",
  "Dropout",
  "GaussianNoise",
  "Rescaling",
  "BatchNormalization",
  "LayerNormalization",
]);

/** Whether the length at Output comes from a Dense layer. */
function isLastDense(last: GraphNode, topology: Topology, byId: ReadonlyMap<string, GraphNode>): boolean {
  let node: GraphNode | undefined = last;
  while (node !== undefined && KEEPS_LENGTH.has(node.type)) {
    node = byId.get(topology.incoming.get(node.id)?.[0]?.source ?? "");
  }
  return node?.type === "Dense";
}

function hasSoftmax(settings: unknown): boolean {
  return (
    typeof settings === "object" &&
    settings !== null &&
    "activation" in settings &&
    settings.activation === "softmax"
  );
}
