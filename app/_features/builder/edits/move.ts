import type { EditPlan, Point } from "#models/graph/edits/plan.ts";
import type { ModelGraph } from "#models/graph/schema.ts";

/** Puts blocks at places. */
export function moveTo(places: ReadonlyMap<string, Point>): EditPlan {
  const moved = [...places].map(([id, { x, y }]) => ({ id, x, y }));
  return { ok: true, edit: { kind: "moveNodes", places: moved } };
}

export function moveBy(graph: ModelGraph, nodeIds: readonly string[], by: Point): EditPlan {
  const moved = graph.nodes.filter(({ id }) => nodeIds.includes(id));
  return moveTo(
    new Map(moved.map(({ id, position }) => [id, { x: position.x + by.x, y: position.y + by.y }])),
  );
}
