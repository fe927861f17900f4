/** The id of the edge between two nodes. A pair has at most one edge. */
export function edgeId(source: string, target: string): string {
  return `${source}->${target}`;
}
