/**
 * The id of the edge between two nodes. The builder draws at most one between a pair; a graph from elsewhere may feed a
 * layer twice from one node, as Add(x, x), by edges whose `repeat` counts up.
 */
export function edgeId(source: string, target: string, repeat = 0): string {
  return repeat === 0 ? `${source}->${target}` : `${source}->${target}:${repeat}`;
}
