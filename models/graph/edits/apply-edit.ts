import { isSettings, MAX_EDGES, MAX_NODES } from "../node-schema.ts";
import type { GraphNode, ModelGraph } from "../schema.ts";
import type { GraphEdit, SingleEdit } from "./edit.ts";

type EditOf<Kind extends SingleEdit["kind"]> = Extract<SingleEdit, { kind: Kind }>;

/**
 * The graph after an edit; the same object where nothing changes, because what is meant is gone or as wanted already. What
 * stays keeps its objects. Never throws: a loop or a name that is taken is for the analysis to say.
 */
export function applyEdit(graph: ModelGraph, edit: GraphEdit): ModelGraph {
  switch (edit.kind) {
    case "addNode":
      return addNode(graph, edit);
    case "removeNodes":
      return removeNodes(graph, edit);
    case "renameNode":
      return changeNode(graph, edit.id, (node) =>
        node.name === edit.name ? node : { ...node, name: edit.name },
      );
    case "setSetting":
      return changeNode(graph, edit.id, (node) => withSetting(node, edit));
    case "moveNodes":
      return moveNodes(graph, edit);
    case "connect":
      return connect(graph, edit);
    case "disconnect": {
      const edges = graph.edges.filter(({ target, slot }) => target !== edit.target || slot !== edit.slot);
      return edges.length === graph.edges.length ? graph : { ...graph, edges };
    }
    case "replaceGraph":
      return edit.graph;
    case "group":
      return edit.edits.reduce<ModelGraph>(applyEdit, graph);
  }
}

function addNode(graph: ModelGraph, { node, at = graph.nodes.length }: EditOf<"addNode">): ModelGraph {
  const isFull = graph.nodes.length >= MAX_NODES;
  if (isFull || graph.nodes.some(({ id }) => id === node.id)) return graph;
  return { ...graph, nodes: graph.nodes.toSpliced(at, 0, node) };
}

function removeNodes(graph: ModelGraph, { ids }: EditOf<"removeNodes">): ModelGraph {
  const gone = new Set(ids);
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
  if (nodes.length === graph.nodes.length) return graph;
  const edges = graph.edges.filter(({ source, target }) => !gone.has(source) && !gone.has(target));
  return { ...graph, nodes, edges: edges.length === graph.edges.length ? graph.edges : edges };
}

function changeNode(graph: ModelGraph, id: string, change: (node: GraphNode) => GraphNode): ModelGraph {
  const nodes = graph.nodes.map((node) => (node.id === id ? change(node) : node));
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

/** A setting keeps its place, so that a saved file changes in one line only. */
function withSetting(node: GraphNode, { name, value }: EditOf<"setSetting">): GraphNode {
  const isSet = Object.hasOwn(node.settings, name);
  if (value === undefined ? !isSet : isSet && node.settings[name] === value) return node;
  const others = Object.entries(node.settings).flatMap(([key, old]) => {
    if (key !== name) return [[key, old] as const];
    return value === undefined ? [] : [[key, value] as const];
  });
  const added = isSet || value === undefined ? [] : [[name, value] as const];
  const settings: unknown = Object.fromEntries([...others, ...added]);
  return isSettings(settings) ? { ...node, settings } : node;
}

function moveNodes(graph: ModelGraph, { places }: EditOf<"moveNodes">): ModelGraph {
  const placeOf = new Map(places.map(({ id, x, y }) => [id, { x, y }]));
  const nodes = graph.nodes.map((node) => {
    const position = placeOf.get(node.id) ?? node.position;
    const isThere = position.x === node.position.x && position.y === node.position.y;
    return isThere ? node : { ...node, position };
  });
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

function connect(graph: ModelGraph, { edge, at = graph.edges.length }: EditOf<"connect">): ModelGraph {
  const ends = new Set(graph.nodes.map(({ id }) => id));
  if (!ends.has(edge.source) || !ends.has(edge.target)) return graph;
  const taken = graph.edges.findIndex(({ target, slot }) => target === edge.target && slot === edge.slot);
  if (taken !== -1) {
    if (graph.edges[taken]?.source === edge.source) return graph;
    return { ...graph, edges: graph.edges.with(taken, edge) };
  }
  if (graph.edges.length >= MAX_EDGES) return graph;
  return { ...graph, edges: graph.edges.toSpliced(at, 0, edge) };
}
