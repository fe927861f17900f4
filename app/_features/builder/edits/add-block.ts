import type { ModelGraph } from "#models/graph/schema.ts";
import { ROW_HEIGHT } from "./block-size.ts";
import { type EditResult, type Point, refuse } from "./edit-result.ts";
import { insertAfter } from "./insert-after.ts";
import { insertOnEdge } from "./insert-on-edge.ts";
import { canLeadOn, downstreamOf, edgeBetween, edgesFrom, edgesInto, inputLimit, nodeById } from "./links.ts";
import { freePlace } from "./make-room.ts";
import { newNode, whyNotAdd } from "./new-node.ts";

/** Puts an unconnected block where it was dropped. */
export function addAt(graph: ModelGraph, type: string, position: Point): EditResult {
  const reason = whyNotAdd(graph, type);
  if (reason !== null) return refuse(reason);
  const node = newNode(graph, type, position);
  return { ok: true, graph: { ...graph, nodes: [...graph.nodes, node] }, selected: [node.id] };
}

/** Adds a block after another; after Output means before it, and with none selected the block is appended. */
export function addBlock(graph: ModelGraph, type: string, afterId?: string): EditResult {
  const after = afterId === undefined ? undefined : nodeById(graph, afterId);
  if (after === undefined || !canLeadOn(after) || type === "Input") return append(graph, type);
  // An Output in the middle would cut off what comes after it.
  if (type === "Output" && edgesFrom(graph, after.id).length > 0) return append(graph, type);
  return insertAfter(graph, after.id, type);
}

/** Adds a block where it most likely belongs: before Output, at the end of what Input leads to. */
export function append(graph: ModelGraph, type: string): EditResult {
  const reason = whyNotAdd(graph, type);
  if (reason !== null) return refuse(reason);
  if (type === "Input") return addInput(graph);
  if (type === "Output") return addOutput(graph);
  const output = graph.nodes.find((node) => node.type === "Output");
  const last = output === undefined ? undefined : edgesInto(graph, output.id)[0];
  if (last !== undefined) return insertOnEdge(graph, last.id, type);

  const end = endOfInput(graph);
  if (end === undefined) return addAt(graph, type, freePlace(graph.nodes, bottomOf(graph)));
  const added = insertAfter(graph, end, type);
  const [id] = added.ok ? (added.selected ?? []) : [];
  if (!added.ok || output === undefined || id === undefined) return added;
  return { ...added, graph: { ...added.graph, edges: [...added.graph.edges, edgeBetween(id, output.id)] } };
}

/** The last block of the line that starts at Input. */
function endOfInput(graph: ModelGraph): string | undefined {
  const input = graph.nodes.find((node) => node.type === "Input");
  if (input === undefined) return undefined;
  return [...downstreamOf(graph, input.id)].findLast((id) => edgesFrom(graph, id).length === 0);
}

function addInput(graph: ModelGraph): EditResult {
  const top = graph.nodes.toSorted((a, b) => a.position.y - b.position.y)[0]?.position;
  const wanted = top === undefined ? { x: 0, y: 0 } : { x: top.x, y: top.y - ROW_HEIGHT };
  const node = newNode(graph, "Input", freePlace(graph.nodes, wanted));
  const roots = graph.nodes.filter(
    (other) => inputLimit(other) > 0 && edgesInto(graph, other.id).length === 0,
  );
  const [root] = roots;
  const edges = root !== undefined && roots.length === 1 ? [edgeBetween(node.id, root.id)] : [];
  return {
    ok: true,
    graph: { ...graph, nodes: [node, ...graph.nodes], edges: [...graph.edges, ...edges] },
    selected: [node.id],
  };
}

function addOutput(graph: ModelGraph): EditResult {
  const node = newNode(graph, "Output", freePlace(graph.nodes, bottomOf(graph)));
  const ends = graph.nodes.filter((other) => canLeadOn(other) && edgesFrom(graph, other.id).length === 0);
  const [end] = ends;
  const edges = end !== undefined && ends.length === 1 ? [edgeBetween(end.id, node.id)] : [];
  return {
    ok: true,
    graph: { ...graph, nodes: [...graph.nodes, node], edges: [...graph.edges, ...edges] },
    selected: [node.id],
  };
}

function bottomOf(graph: ModelGraph): Point {
  const lowest = graph.nodes.toSorted((a, b) => b.position.y - a.position.y)[0]?.position;
  return lowest === undefined ? { x: 0, y: 0 } : { x: lowest.x, y: lowest.y + ROW_HEIGHT };
}
