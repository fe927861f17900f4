import type { GraphBuilder } from "../graph/graph-builder.ts";

/** Beyond the first place of any axis, for a slice that goes backwards. */
const BEFORE_THE_FIRST = -1_000_000;

/** The value with the order of places on these axes turned round. */
export function emitReversed(graph: GraphBuilder, value: string, axes: readonly number[]): string {
  const all = (place: number) => graph.ints(axes.map(() => place));
  return graph.node("Slice", [value, all(-1), all(BEFORE_THE_FIRST), graph.ints(axes), all(-1)]);
}
