import { nextLayerName } from "#models/graph/layer-name.ts";
import { type GraphNode, MAX_EDGES, MAX_NODES, type ModelGraph } from "#models/graph/schema.ts";
import { type EditResult, type Point, refuse } from "./edit-result.ts";
import { edgeBetween } from "./links.ts";

/** The chosen blocks with the connections among them. */
export function copyOf(graph: ModelGraph, nodeIds: readonly string[]): ModelGraph {
  const chosen = new Set(nodeIds);
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => chosen.has(node.id)),
    edges: graph.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
  };
}

/** Adds copied blocks under new names, moved by `offset`. A second Input or Output is left out. */
export function paste(graph: ModelGraph, copied: ModelGraph, offset: Point): EditResult {
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
  const names = new Map<string, string>();
  const nodes: GraphNode[] = [...graph.nodes];
  for (const node of wanted) {
    const id = nextLayerName({ nodes }, node.type);
    names.set(node.id, id);
    const position = { x: node.position.x + offset.x, y: node.position.y + offset.y };
    nodes.push({ id, type: node.type, settings: structuredClone(node.settings), position });
  }
  const edges = copied.edges.flatMap((edge) => {
    const source = names.get(edge.source);
    const target = names.get(edge.target);
    return source === undefined || target === undefined ? [] : [edgeBetween(source, target)];
  });
  if (graph.edges.length + edges.length > MAX_EDGES) {
    return refuse(`A network has at most ${MAX_EDGES} connections`);
  }
  return {
    ok: true,
    graph: { ...graph, nodes, edges: [...graph.edges, ...edges] },
    selected: [...names.values()],
  };
}

export function duplicate(graph: ModelGraph, nodeIds: readonly string[], offset: Point): EditResult {
  return paste(graph, copyOf(graph, nodeIds), offset);
}
