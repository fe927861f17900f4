import { edgeId } from "#models/graph/edge-id.ts";
import { groupOf, type GraphEdit } from "#models/graph/edits/edit.ts";
import {
  canLeadOn,
  downstreamOf,
  edgesFrom,
  edgesInto,
  inputLimit,
  nodeById,
} from "#models/graph/edits/links.ts";
import { type EditPlan, type Point, refuse } from "#models/graph/edits/plan.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { ROW_HEIGHT } from "#models/graph/layout/block-size.ts";
import { insertAfter } from "./insert-after.ts";
import { insertOnEdge } from "./insert-on-edge.ts";
import { freePlace } from "./make-room.ts";
import { newNode, whyNotAdd } from "./new-node.ts";

/** Puts an unconnected block where it was dropped. */
export function addAt(graph: ModelGraph, type: string, position: Point): EditPlan {
  const reason = whyNotAdd(graph, type);
  if (reason !== null) return refuse(reason);
  const node = newNode(graph, type, position);
  return { ok: true, edit: { kind: "addNode", node }, selected: [node.id] };
}

/** Adds a block after another; after Output means before it, and with none selected the block is appended. */
export function addBlock(graph: ModelGraph, type: string, afterId?: string): EditPlan {
  const after = afterId === undefined ? undefined : nodeById(graph, afterId);
  if (after === undefined || !canLeadOn(after) || type === "Input") return append(graph, type);
  // An Output in the middle would cut off what comes after it.
  if (type === "Output" && edgesFrom(graph, after.id).length > 0) return append(graph, type);
  // An Output that waits for its input takes the end of the line.
  const output = graph.nodes.find((node) => node.type === "Output");
  const isWaiting = output !== undefined && edgesInto(graph, output.id).length === 0;
  return isWaiting && after.id === endOfInput(graph)
    ? append(graph, type)
    : insertAfter(graph, after.id, type);
}

/** Adds a block where it most likely belongs: before Output, at the end of what Input leads to. */
function append(graph: ModelGraph, type: string): EditPlan {
  const reason = whyNotAdd(graph, type);
  if (reason !== null) return refuse(reason);
  if (type === "Input") return addInput(graph);
  if (type === "Output") return addOutput(graph);
  const output = graph.nodes.find((node) => node.type === "Output");
  const last = output === undefined ? undefined : edgesInto(graph, output.id)[0];
  if (last !== undefined) return insertOnEdge(graph, edgeId(last), type);

  const end = endOfInput(graph);
  if (end === undefined) return addAt(graph, type, freePlace(graph.nodes, bottomOf(graph)));
  const added = insertAfter(graph, end, type);
  const [id] = added.ok ? (added.selected ?? []) : [];
  if (!added.ok || output === undefined || id === undefined) return added;
  return { ...added, edit: groupOf([added.edit, feed(id, output.id)]) };
}

/** The last block of the line that starts at Input. */
function endOfInput(graph: ModelGraph): string | undefined {
  const input = graph.nodes.find((node) => node.type === "Input");
  if (input === undefined) return undefined;
  return [...downstreamOf(graph, input.id)].findLast((id) => edgesFrom(graph, id).length === 0);
}

function addInput(graph: ModelGraph): EditPlan {
  const top = graph.nodes.toSorted((a, b) => a.position.y - b.position.y)[0]?.position;
  const wanted = top === undefined ? { x: 0, y: 0 } : { x: top.x, y: top.y - ROW_HEIGHT };
  const node = newNode(graph, "Input", freePlace(graph.nodes, wanted));
  const [root, ...more] = graph.nodes.filter(
    (other) => inputLimit(other) > 0 && edgesInto(graph, other.id).length === 0,
  );
  const feeding = root !== undefined && more.length === 0 ? [feed(node.id, root.id)] : [];
  return { ok: true, edit: groupOf([{ kind: "addNode", node, at: 0 }, ...feeding]), selected: [node.id] };
}

function addOutput(graph: ModelGraph): EditPlan {
  const node = newNode(graph, "Output", freePlace(graph.nodes, bottomOf(graph)));
  const [end, ...more] = graph.nodes.filter(
    (other) => canLeadOn(other) && edgesFrom(graph, other.id).length === 0,
  );
  const feeding = end !== undefined && more.length === 0 ? [feed(end.id, node.id)] : [];
  return { ok: true, edit: groupOf([{ kind: "addNode", node }, ...feeding]), selected: [node.id] };
}

/** Into a block that nothing feeds yet. */
function feed(source: string, target: string): GraphEdit {
  return { kind: "connect", edge: { source, target, slot: 0 } };
}

function bottomOf(graph: ModelGraph): Point {
  const lowest = graph.nodes.toSorted((a, b) => b.position.y - a.position.y)[0]?.position;
  return lowest === undefined ? { x: 0, y: 0 } : { x: lowest.x, y: lowest.y + ROW_HEIGHT };
}
