import { edgeId } from "#models/graph/edge-id.ts";
import { canLeadOn, edgesFrom, edgesInto, inputLimit, nodeById } from "#models/graph/edits/links.ts";
import type { EditPlan, Point } from "#models/graph/edits/plan.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "#models/graph/layout/block-size.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { layerOf } from "#models/layers/index.ts";
import { blockKindOf } from "../block-kinds.ts";
import type { NetworkView } from "../view/view.ts";
import { nearestEdge } from "../canvas/nearest-edge.ts";
import { addAt, addBlock } from "./add-block.ts";
import { insertOnEdge } from "./insert-on-edge.ts";

/** Where a dragged block would go. */
export type DropPlace =
  | { kind: "edge"; edgeId: string }
  | { kind: "after"; nodeId: string }
  /** Where a click puts it. */
  | { kind: "ends" }
  | { kind: "loose" };

type Drag = {
  kindId: string;
  /** Where the pointer is, in units of the canvas. */
  point: Point;
  /** The block under it. */
  onto: string | null;
  /** How near is near. */
  reach: number;
};

/** A connection that is near, else the block under the pointer, else the nearest open end, else before Output. */
export function dropPlaceOf(graph: ModelGraph, view: NetworkView, drag: Drag): DropPlace {
  const type = blockKindOf(drag.kindId)?.type ?? "";
  const category = layerOf(type)?.category;
  if (category === "input" || category === "output") return { kind: "ends" };
  const edge = nearestEdge(view, drag.point, { reach: drag.reach });
  if (edge !== null) {
    return edge.stands > 1 ? { kind: "after", nodeId: edge.edge.source } : { kind: "edge", edgeId: edge.id };
  }
  const onto = drag.onto === null ? undefined : nodeById(graph, drag.onto);
  if (onto !== undefined && canLeadOn(onto)) return { kind: "after", nodeId: onto.id };
  const end = nearestOpenEnd(graph, view, drag.point);
  if (end !== null) return { kind: "after", nodeId: end };
  const output = graph.nodes.find((node) => !canLeadOn(node));
  const [last] = output === undefined ? [] : edgesInto(graph, output.id);
  return last === undefined ? { kind: "loose" } : { kind: "edge", edgeId: edgeId(last) };
}

/** The block nearest to a point that data leads to and not on from; null where there is none. */
function nearestOpenEnd(graph: ModelGraph, view: NetworkView, point: Point): string | null {
  let best: { id: string; distance: number } | null = null;
  for (const node of graph.nodes) {
    if (!canLeadOn(node) || edgesFrom(graph, node.id).length > 0) continue;
    // A loose block may stand anywhere for a reason.
    if (inputLimit(node) > 0 && edgesInto(graph, node.id).length === 0) continue;
    const place = view.placeOf(node.id);
    const distance = Math.hypot(point.x - place.x - BLOCK_WIDTH / 2, point.y - place.y - BLOCK_HEIGHT);
    if (best === null || distance < best.distance) best = { id: node.id, distance };
  }
  return best?.id ?? null;
}

/** Drops a new block where `dropPlaceOf` has said. */
export function dropBlock(
  graph: ModelGraph,
  kindId: string,
  { place, point }: { place: DropPlace; point: Point },
): EditPlan {
  const corner = { x: point.x - BLOCK_WIDTH / 2, y: point.y - BLOCK_HEIGHT / 2 };
  switch (place.kind) {
    case "edge": {
      const inserted = insertOnEdge(graph, place.edgeId, kindId);
      return inserted.ok ? inserted : addBlock(graph, kindId);
    }
    case "after":
      return addBlock(graph, kindId, place.nodeId);
    case "ends":
      return addBlock(graph, kindId);
    case "loose":
      return addAt(graph, kindId, corner);
  }
}
