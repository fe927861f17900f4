import type { BranchingGraph, Feed } from "../graph/branching-graph.ts";
import type { ChainLayer } from "../graph/chain.ts";

/** Filters of a module: 1x1, 3x3 and 5x5 with the 1x1 that reduces before them, and after pooling. */
export type InceptionFilters = {
  one: number;
  beforeThree: number;
  three: number;
  beforeFive: number;
  five: number;
  pooled: number;
};

/** A convolution with all that belongs to it, at stride 1. */
export type Convolution = (options: { filters: number; size: number }) => ChainLayer[];

/** Four branches side by side and what joins them (Szegedy et al., 2014, https://arxiv.org/abs/1409.4842). */
export function inceptionModule(
  graph: BranchingGraph,
  feed: Feed,
  { filters, convolution }: { filters: InceptionFilters; convolution: Convolution },
): Feed {
  const one = convolution({ filters: filters.one, size: 1 });
  const three = [
    ...convolution({ filters: filters.beforeThree, size: 1 }),
    ...convolution({ filters: filters.three, size: 3 }),
  ];
  const five = [
    ...convolution({ filters: filters.beforeFive, size: 1 }),
    ...convolution({ filters: filters.five, size: 5 }),
  ];
  const pooling: ChainLayer = {
    type: "MaxPooling2D",
    settings: { poolSize: [3, 3], strides: [1, 1], padding: "same" },
  };
  const pooled = [pooling, ...convolution({ filters: filters.pooled, size: 1 })];
  const branches = [one, three, five, pooled].map((layers) => graph.line(layers, feed));
  return graph.add({ type: "Concatenate" }, branches);
}
