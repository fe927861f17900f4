import type { ModelGraph } from "#models/graph/schema.ts";
import type { EditResult, Point } from "./edit-result.ts";

/** Puts blocks at places. The same graph where none of them moves. */
export function moveTo(graph: ModelGraph, places: ReadonlyMap<string, Point>): EditResult {
  let hasMoved = false;
  const nodes = graph.nodes.map((node) => {
    const place = places.get(node.id);
    if (place === undefined || (place.x === node.position.x && place.y === node.position.y)) return node;
    hasMoved = true;
    return { ...node, position: { x: place.x, y: place.y } };
  });
  return { ok: true, graph: hasMoved ? { ...graph, nodes } : graph };
}

export function moveBy(graph: ModelGraph, nodeIds: readonly string[], by: Point): EditResult {
  const moved = new Set(nodeIds);
  const places = graph.nodes
    .filter((node) => moved.has(node.id))
    .map((node): [string, Point] => [node.id, { x: node.position.x + by.x, y: node.position.y + by.y }]);
  return moveTo(graph, new Map(places));
}
