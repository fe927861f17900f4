import type { GraphEdit } from "#models/graph/edits/edit.ts";
import { downstreamOf } from "#models/graph/edits/links.ts";
import type { Point } from "#models/graph/edits/plan.ts";
import type { GraphNode, ModelGraph } from "#models/graph/schema.ts";
import { BLOCK_HEIGHT, COLUMN_WIDTH, ROW_HEIGHT } from "#models/graph/layout/block-size.ts";

/** Moves the blocks from `first` on down, so that one row is free above it; leaves them where there is room. */
export function makeRoomBefore(graph: ModelGraph, firstId: string, at: Point): GraphNode[] {
  const first = graph.nodes.find((node) => node.id === firstId);
  if (first === undefined) return graph.nodes;
  const missing = at.y + ROW_HEIGHT - first.position.y;
  if (missing <= 0) return graph.nodes;
  const moved = downstreamOf(graph, firstId);
  return graph.nodes.map((node) =>
    moved.has(node.id) ? { ...node, position: { x: node.position.x, y: node.position.y + missing } } : node,
  );
}

/** The edit that puts blocks where `nodes` has them; none where they are there. */
export function movesTo(graph: ModelGraph, nodes: readonly GraphNode[]): GraphEdit[] {
  const moved = nodes.filter((node) => !graph.nodes.includes(node));
  const places = moved.map(({ id, position }) => ({ id, ...position }));
  return places.length === 0 ? [] : [{ kind: "moveNodes", places }];
}

/** The nearest place to `wanted`, going right, where a block covers no other. */
export function freePlace(nodes: readonly GraphNode[], wanted: Point): Point {
  let place = wanted;
  while (nodes.some(({ position }) => isOverlapping(position, place))) {
    place = { x: place.x + COLUMN_WIDTH, y: place.y };
  }
  return place;
}

function isOverlapping(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < COLUMN_WIDTH - 48 && Math.abs(a.y - b.y) < BLOCK_HEIGHT + 8;
}
