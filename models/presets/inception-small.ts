import { BranchingGraph } from "../graph/branching-graph.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { convBn } from "./conv-bn.ts";
import { inceptionModule } from "./inception-module.ts";
import type { Preset } from "./preset.ts";

/** Inception (Szegedy et al., 2014, https://arxiv.org/abs/1409.4842) with batch normalization. */
function inceptionNetwork(): ModelGraph {
  const graph = new BranchingGraph();
  let feed = graph.line(convBn({ filters: 32, strides: 2 }), graph.input);
  feed = inceptionModule(graph, feed, {
    filters: { one: 16, beforeThree: 16, three: 32, beforeFive: 8, five: 16, pooled: 16 },
    convolution: convBn,
  });
  feed = inceptionModule(graph, feed, {
    filters: {
      one: 32,
      beforeThree: 32,
      three: 64,
      beforeFive: 16,
      five: 32,
      pooled: 32,
    },
    convolution: convBn,
  });
  feed = graph.add({ type: "MaxPooling2D" }, [feed]);
  feed = inceptionModule(graph, feed, {
    filters: {
      one: 48,
      beforeThree: 32,
      three: 96,
      beforeFive: 16,
      five: 32,
      pooled: 32,
    },
    convolution: convBn,
  });
  return graph.finish(
    graph.line([{ type: "GlobalAveragePooling2D" }, { type: "Dense", settings: { units: 10 } }], feed),
  );
}

export const inceptionSmall: Preset = {
  id: "inception-small",
  title: "Small Inception",
  summary: "Windows of 1x1, 3x3 and 5x5 look at the same map side by side, and what they see is stacked.",
  graph: inceptionNetwork(),
};
