import { edgeId } from "./edge-id.ts";
import type { GraphEdge, GraphNode, ModelGraph } from "./schema.ts";
import type { GraphIssue } from "./graph-issue.ts";
import { groupEdges } from "./group-edges.ts";
import { layerOf } from "../layers/index.ts";

export type Topology = {
  /** First node of each id, in topological order; edges that close a loop are left out of it. */
  order: readonly GraphNode[];
  /** Edges that count, by slot: both ends exist, no loop, at most as many into a node as its layer takes. */
  incoming: ReadonlyMap<string, readonly GraphEdge[]>;
  issues: readonly GraphIssue[];
};

/** How the nodes hang together. Ties in the order are broken by place in the graph, so it is stable. */
export function topologyOf(graph: ModelGraph): Topology {
  const issues: GraphIssue[] = [];
  const nodes = uniqueNodes(graph, issues);
  const edges = withoutLoops(nodes, soundEdges(graph, nodes, issues), issues);
  return { order: kahnOrder(nodes, edges), incoming: acceptedEdges(nodes, edges, issues), issues };
}

function uniqueNodes(graph: ModelGraph, issues: GraphIssue[]): Map<string, GraphNode> {
  const nodes = new Map<string, GraphNode>();
  const names = new Set<string>();
  for (const node of graph.nodes) {
    const isTwin = nodes.has(node.id);
    if (!isTwin) nodes.set(node.id, node);
    if (isTwin || names.has(node.name)) {
      issues.push({
        severity: "error",
        code: isTwin ? "DUPLICATE_ID" : "DUPLICATE_NAME",
        message: `Two layers are named ${node.name}; each needs its own name`,
        nodeId: node.id,
      });
    }
    names.add(node.name);
  }
  return nodes;
}

function soundEdges(
  graph: ModelGraph,
  nodes: ReadonlyMap<string, GraphNode>,
  issues: GraphIssue[],
): GraphEdge[] {
  const inputs = new Set<string>();
  return graph.edges.filter((edge) => {
    const missing = [edge.source, edge.target].find((id) => !nodes.has(id));
    const input = `${edge.target}:${edge.slot}`;
    const isTwin = inputs.has(input);
    inputs.add(input);
    if (missing !== undefined) {
      const message = `This connection leads to ${missing}, which does not exist`;
      issues.push({ severity: "error", code: "EDGE_TO_NOTHING", message, edgeId: edgeId(edge) });
    } else if (isTwin) {
      const message = `Two connections lead into input ${edge.slot + 1} of ${nodes.get(edge.target)?.name}; remove one`;
      issues.push({ severity: "error", code: "DUPLICATE_EDGE", message, edgeId: edgeId(edge) });
    }
    return missing === undefined && !isTwin;
  });
}

/** Depth first from the sources: an edge back to a node still on the path closes a loop. */
function withoutLoops(
  nodes: ReadonlyMap<string, GraphNode>,
  edges: readonly GraphEdge[],
  issues: GraphIssue[],
): GraphEdge[] {
  const outgoing = groupEdges(edges, "source");
  const hasIncoming = new Set(edges.map((edge) => edge.target));
  const starts = [...nodes.keys()].toSorted(
    (a, b) => Number(hasIncoming.has(a)) - Number(hasIncoming.has(b)),
  );
  const state = new Map<string, "on path" | "done">();
  const closing = new Set<GraphEdge>();
  for (const start of starts) {
    if (state.has(start)) continue;
    state.set(start, "on path");
    const path = [{ id: start, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = outgoing.get(top.id)?.[top.next++];
      if (edge === undefined) {
        state.set(top.id, "done");
        path.pop();
      } else if (state.get(edge.target) === "on path") closing.add(edge);
      else if (!state.has(edge.target)) {
        state.set(edge.target, "on path");
        path.push({ id: edge.target, next: 0 });
      }
    }
  }
  for (const edge of closing) {
    const target = nodes.get(edge.target)?.name;
    const message =
      edge.source === edge.target
        ? `${target} is connected to itself; remove this connection`
        : `This connection leads back to ${target} and closes a loop; data must flow from Input to Output`;
    issues.push({ severity: "error", code: "CYCLE", message, edgeId: edgeId(edge) });
  }
  return edges.filter((edge) => !closing.has(edge));
}

function kahnOrder(nodes: ReadonlyMap<string, GraphNode>, edges: readonly GraphEdge[]): GraphNode[] {
  const outgoing = groupEdges(edges, "source");
  const waitingFor = new Map([...nodes.keys()].map((id) => [id, 0]));
  for (const { target } of edges) waitingFor.set(target, (waitingFor.get(target) ?? 0) + 1);
  const order = [...nodes.values()].filter((node) => waitingFor.get(node.id) === 0);
  for (const node of order) {
    for (const { target } of outgoing.get(node.id) ?? []) {
      const left = (waitingFor.get(target) ?? 0) - 1;
      waitingFor.set(target, left);
      const next = nodes.get(target);
      if (left === 0 && next !== undefined) order.push(next);
    }
  }
  return order;
}

function acceptedEdges(
  nodes: ReadonlyMap<string, GraphNode>,
  edges: readonly GraphEdge[],
  issues: GraphIssue[],
): Map<string, GraphEdge[]> {
  const incoming = groupEdges(edges, "target");
  for (const [id, arriving] of incoming) {
    arriving.sort((a, b) => a.slot - b.slot);
    const layer = layerOf(nodes.get(id)?.type ?? "");
    if (layer === undefined) continue;
    const { max } = layer.inputs;
    for (const edge of arriving.splice(max)) {
      const takes = max === 0 ? "nothing can lead into it" : `it takes ${max}; remove this connection`;
      const message = `Too many connections into ${layer.type}: ${takes}`;
      issues.push({
        severity: "error",
        code: "TOO_MANY_INCOMING",
        message,
        nodeId: id,
        edgeId: edgeId(edge),
      });
    }
  }
  return incoming;
}
