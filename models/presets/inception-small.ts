import { BranchingGraph, type Feed } from "../graph/branching-graph.ts";
import type { ChainLayer } from "../graph/chain.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { convBn } from "./conv-bn.ts";
import type { Preset } from "./preset.ts";

/** Filters of an inception block: 1x1, 3x3 and 5x5 with the 1x1 that reduces before them, and after pooling. */
type Filters = {
  one: number;
  beforeThree: number;
  three: number;
  beforeFive: number;
  five: number;
  pooled: number;
};

/** Inception (Szegedy et al., 2014, https://arxiv.org/abs/1409.4842) with batch normalization. */
function inceptionNetwork(): ModelGraph {
  const graph = new BranchingGraph();
  let feed = graph.line(convBn({ filters: 32, strides: 2 }), graph.input);
  feed = inception(graph, feed, { one: 16, beforeThree: 16, three: 32, beforeFive: 8, five: 16, pooled: 16 });
  feed = inception(graph, feed, {
    one: 32,
    beforeThree: 32,
    three: 64,
    beforeFive: 16,
    five: 32,
    pooled: 32,
  });
  feed = graph.add({ type: "MaxPooling2D" }, [feed]);
  feed = inception(graph, feed, {
    one: 48,
    beforeThree: 32,
    three: 96,
    beforeFive: 16,
    five: 32,
    pooled: 32,
  });
  return graph.finish(
    graph.line([{ type: "GlobalAveragePooling2D" }, { type: "Dense", settings: { units: 10 } }], feed),
  );
}

function inception(graph: BranchingGraph, feed: Feed, filters: Filters): Feed {
  const one = convBn({ filters: filters.one, size: 1 });
  const three = [...convBn({ filters: filters.beforeThree, size: 1 }), ...convBn({ filters: filters.three })];
  const five = [
    ...convBn({ filters: filters.beforeFive, size: 1 }),
    ...convBn({ filters: filters.five, size: 5 }),
  ];
  const pooling: ChainLayer = {
    type: "MaxPooling2D",
    settings: { poolSize: [3, 3], strides: [1, 1], padding: "same" },
  };
  const pooled = [pooling, ...convBn({ filters: filters.pooled, size: 1 })];
  const branches = [one, three, five, pooled].map((layers, index) => graph.line(layers, feed, index - 1.5));
  return graph.add({ type: "Concatenate" }, branches);
}

export const inceptionSmall: Preset = {
  id: "inception-small",
  title: "Small Inception",
  summary: "Windows of 1x1, 3x3 and 5x5 look at the same map side by side, and what they see is stacked.",
  graph: inceptionNetwork(),
};
