import { taskOf } from "../tasks/index.ts";
import type { TaskTarget } from "../tasks/target.ts";
import type { NodeAnalysis } from "./node-analysis.ts";
import { edgeId } from "./edge-id.ts";
import { KEEPS_LENGTH } from "./keeps-length.ts";
import type { GraphIssue } from "./graph-issue.ts";
import type { GraphNode } from "./schema.ts";
import type { Topology } from "./topology.ts";

/** Whether what arrives at Output is what the task needs: as many numbers, and none that its loss cannot use. */
export function outputIssues(
  topology: Topology,
  analyses: ReadonlyMap<string, NodeAnalysis>,
  target: TaskTarget | null,
): GraphIssue[] {
  if (target === null) return [];
  const task = taskOf(target);
  const { length, meaning } = task.output(target);
  const byId = new Map(topology.order.map((node) => [node.id, node]));
  return topology.order.flatMap((node): GraphIssue[] => {
    const edge = topology.incoming.get(node.id)?.[0];
    const last = byId.get(edge?.source ?? "");
    if (node.type !== "Output" || edge === undefined || last === undefined) return [];
    const issues: GraphIssue[] = [];
    const shape = analyses.get(node.id)?.shape;
    if (shape?.length === 1 && shape[0] !== length) {
      const need = `Output needs ${countOf(length, "number")}, ${meaning}; the last layer gives ${shape[0]}`;
      const dense = lastDense(last, topology, byId);
      const error = { severity: "error", code: "OUTPUT_LENGTH" } as const;
      issues.push(
        dense === null
          ? {
              ...error,
              message: `${need}: put a Dense layer with ${countOf(length, "unit")} before it`,
              nodeId: node.id,
              edgeId: edgeId(edge),
              isUnfinished: true,
              cure: {
                kind: "insertBefore",
                nodeId: node.id,
                layers: [{ type: "Dense", settings: { units: length } }],
              },
            }
          : {
              ...error,
              message: `${need}: set Dense units to ${length}`,
              nodeId: dense.id,
              cure: { kind: "set", nodeId: dense.id, name: "units", value: length },
            },
      );
    }
    const problem = task.activationProblem(activationOf(analyses.get(last.id)?.settings));
    if (problem !== null) {
      const message = `${problem}; set the activation of ${last.name} to linear`;
      issues.push({
        severity: "warning",
        code: "OUTPUT_ACTIVATION",
        message,
        nodeId: last.id,
        cure: { kind: "set", nodeId: last.id, name: "activation", value: "linear" },
      });
    }
    return issues;
  });
}

/** The Dense layer that the length at Output comes from; null where it comes from another. */
function lastDense(
  last: GraphNode,
  topology: Topology,
  byId: ReadonlyMap<string, GraphNode>,
): GraphNode | null {
  let node: GraphNode | undefined = last;
  while (node !== undefined && KEEPS_LENGTH.has(node.type)) {
    node = byId.get(topology.incoming.get(node.id)?.[0]?.source ?? "");
  }
  return node?.type === "Dense" ? node : null;
}

function activationOf(settings: unknown): string {
  const has = typeof settings === "object" && settings !== null && "activation" in settings;
  return has ? String(settings.activation) : "linear";
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
