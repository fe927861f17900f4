import { nextLayerName } from "../layer-name.ts";
import { newNodeId } from "../node-id.ts";
import { MAX_EDGES, MAX_NODES } from "../node-schema.ts";
import type { GraphNode, ModelGraph } from "../schema.ts";
import { groupOf, type GraphEdit } from "./edit.ts";
import { type EditPlan, type Point, refuse } from "./plan.ts";

/** The chosen nodes with the connections among them. */
export function copyOf(graph: ModelGraph, nodeIds: readonly string[]): ModelGraph {
  const chosen = new Set(nodeIds);
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => chosen.has(node.id)),
    edges: graph.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
  };
}

/** Adds copied nodes under new ids and names, moved by `offset`. A second Input or Output is left out. */
export function paste(graph: ModelGraph, copied: ModelGraph, offset: Point): EditPlan {
  const present = new Set(graph.nodes.map((node) => node.type));
  const wanted = copied.nodes.filter(
    (node) => !((node.type === "Input" || node.type === "Output") && present.has(node.type)),
  );
  if (wanted.length === 0) {
    return refuse(
      copied.nodes.length === 0
        ? "Nothing has been copied"
        : "The network already has its Input and Output; there is nothing else to paste",
    );
  }
  if (graph.nodes.length + wanted.length > MAX_NODES)
    return refuse(`A network has at most ${MAX_NODES} blocks`);
  const ids = new Map(wanted.map((node) => [node.id, newNodeId()]));
  const nodes: GraphNode[] = [];
  for (const { id, type, settings, position } of wanted) {
    nodes.push({
      id: ids.get(id) ?? newNodeId(),
      name: nextLayerName({ nodes: [...graph.nodes, ...nodes] }, type),
      type,
      settings: structuredClone(settings),
      position: { x: position.x + offset.x, y: position.y + offset.y },
    });
  }
  const edges = copied.edges.flatMap(({ slot, ...edge }) => {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    return source === undefined || target === undefined ? [] : [{ source, target, slot }];
  });
  if (graph.edges.length + edges.length > MAX_EDGES) {
    return refuse(`A network has at most ${MAX_EDGES} connections`);
  }
  return {
    ok: true,
    edit: groupOf([
      ...nodes.map((node): GraphEdit => ({ kind: "addNode", node })),
      ...edges.map((edge): GraphEdit => ({ kind: "connect", edge })),
    ]),
    selected: nodes.map(({ id }) => id),
  };
}

export function duplicate(graph: ModelGraph, nodeIds: readonly string[], offset: Point): EditPlan {
  return paste(graph, copyOf(graph, nodeIds), offset);
}
