import type { GraphBuilder } from "../graph/graph-builder.ts";

/**
 * A value at mean 0 and deviation 1 along an axis, the variance biased, and the way back.
 * Source: Ba, Kiros and Hinton, 2016.
 */
export function emitNormalized(
  graph: GraphBuilder,
  value: string,
  { axis: place, epsilon }: { axis: number; epsilon: number },
) {
  const axis = graph.ints([place]);
  const meanOf = (of: string) => graph.node("ReduceMean", [of, axis], { keepdims: 1 });
  const centred = graph.node("Sub", [value, meanOf(value)]);
  const variance = meanOf(graph.node("Mul", [centred, centred]));
  const deviation = graph.node("Sqrt", [graph.node("Add", [variance, graph.scalar(epsilon)])]);
  const normalized = graph.node("Div", [centred, deviation]);
  return {
    normalized,
    backward: (slope: string) => {
      const along = meanOf(graph.node("Mul", [slope, normalized]));
      const shift = graph.node("Sub", [slope, meanOf(slope)]);
      const level = graph.node("Sub", [shift, graph.node("Mul", [normalized, along])]);
      return graph.node("Div", [level, deviation]);
    },
  };
}
