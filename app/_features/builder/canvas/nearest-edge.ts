import { edgeId } from "#models/graph/edge-id.ts";
import type { Point } from "#models/graph/edits/plan.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { BLOCK_HEIGHT, BLOCK_WIDTH } from "../edits/block-size.ts";

const REACH = 44;

/** The connection that a block dropped at `point` goes into; null where none is near. Flow units. */
export function nearestEdge(graph: ModelGraph, point: Point, without?: string): string | null {
  const places = new Map(graph.nodes.map((node) => [node.id, node.position]));
  let best: { id: string; distance: number } | null = null;
  for (const edge of graph.edges) {
    const { source, target } = edge;
    const from = places.get(source);
    const to = places.get(target);
    if (from === undefined || to === undefined || source === without || target === without) continue;
    const distance = distanceToSegment(
      point,
      { x: from.x + BLOCK_WIDTH / 2, y: from.y + BLOCK_HEIGHT },
      { x: to.x + BLOCK_WIDTH / 2, y: to.y },
    );
    if (distance <= REACH && (best === null || distance < best.distance))
      best = { id: edgeId(edge), distance };
  }
  return best?.id ?? null;
}

function distanceToSegment(point: Point, a: Point, b: Point): number {
  const along = { x: b.x - a.x, y: b.y - a.y };
  const length2 = along.x ** 2 + along.y ** 2;
  const share = length2 === 0 ? 0 : ((point.x - a.x) * along.x + (point.y - a.y) * along.y) / length2;
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - a.x - t * along.x, point.y - a.y - t * along.y);
}
