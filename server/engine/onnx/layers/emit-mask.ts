import type { GraphBuilder } from "../graph-builder.ts";

/** 1 where a value lies between the two borders, neither included, else 0. */
export function emitMask(
  graph: GraphBuilder,
  value: string,
  { above, below }: { above: number; below?: number },
): string {
  const isAbove = graph.node("Greater", [value, graph.scalar(above)]);
  const isWithin =
    below === undefined
      ? isAbove
      : graph.node("And", [isAbove, graph.node("Less", [value, graph.scalar(below)])]);
  return graph.node("Cast", [isWithin], { to: 1 });
}
