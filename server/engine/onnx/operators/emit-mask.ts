import type { GraphBuilder } from "../graph/graph-builder.ts";

/** Stretches all but the smallest numbers beyond 1, and none that matters beyond what float32 holds. */
const STEEP = 1e30;

/** 1 where a value lies between the two borders, neither included, else 0. */
export function emitMask(
  graph: GraphBuilder,
  value: string,
  { above, below }: { above: number; below?: number },
): string {
  if (above === 0 && below === undefined) {
    // min(max(steep value, 0), 1) in one pass; a comparison and the cast of its result run on one core.
    return graph.node("HardSigmoid", [value], { alpha: { float: STEEP }, beta: { float: 0 } });
  }
  const isAbove = graph.node("Greater", [value, graph.scalar(above)]);
  const isWithin =
    below === undefined
      ? isAbove
      : graph.node("And", [isAbove, graph.node("Less", [value, graph.scalar(below)])]);
  return graph.node("Cast", [isWithin], { to: 1 });
}
