import type { GraphEdge } from "./schema.ts";

/** What issues, selections and drawings call an edge. Two edges of one name are one edge written down twice. */
export function edgeId({ source, target, slot }: GraphEdge): string {
  return slot === 0 ? `${source}->${target}` : `${source}->${target}:${slot}`;
}
