import { BranchingGraph, type Feed } from "../graph/branching-graph.ts";
import type { ChainLayer } from "../graph/chain.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { convBn, relu } from "./conv-bn.ts";

export type ResidualNetwork = {
  /** What comes before the blocks. */
  stem: readonly ChainLayer[];
  /** Filters of each stage of two blocks. Every stage but the first halves the map. The stem gives as many channels as the first. */
  stages: readonly number[];
  /** Squeeze-and-excite in each block, by way of one so-manieth of its channels; null for none. */
  squeeze: number | null;
};

/**
 * Residual networks of basic blocks (He et al., 2015, https://arxiv.org/abs/1512.03385), with squeeze-and-excite where
 * wanted (Hu et al., 2017, https://arxiv.org/abs/1709.01507).
 */
export function residualNetwork({ stem, stages, squeeze }: ResidualNetwork): ModelGraph {
  const graph = new BranchingGraph();
  let feed = graph.line(stem, graph.input);
  let channels = stages[0] ?? 0;
  for (const [stage, filters] of stages.entries()) {
    feed = residual(graph, feed, { channels, filters, strides: stage === 0 ? 1 : 2, squeeze });
    feed = residual(graph, feed, { channels: filters, filters, strides: 1, squeeze });
    channels = filters;
  }
  return graph.finish(
    graph.line([{ type: "GlobalAveragePooling2D" }, { type: "Dense", settings: { units: 10 } }], feed),
  );
}

type Residual = { channels: number; filters: number; strides: 1 | 2; squeeze: number | null };

function residual(graph: BranchingGraph, feed: Feed, block: Residual): Feed {
  const { channels, filters, strides, squeeze } = block;
  const isSame = channels === filters && strides === 1;
  const past = isSame ? feed : graph.line(convBn({ filters, size: 1, strides, isActive: false }), feed);
  const computed = graph.line(
    [...convBn({ filters, strides }), ...convBn({ filters, isActive: false })],
    feed,
  );
  const weighed = squeeze === null ? computed : squeezeAndExcite(graph, computed, { filters, squeeze });
  return graph.line([relu], graph.add({ type: "Add" }, [weighed, past]));
}

function squeezeAndExcite(
  graph: BranchingGraph,
  feed: Feed,
  { filters, squeeze }: { filters: number; squeeze: number },
): Feed {
  const weights = graph.line(
    [
      { type: "GlobalAveragePooling2D" },
      { type: "Dense", settings: { units: filters / squeeze, activation: "relu" } },
      { type: "Dense", settings: { units: filters, activation: "sigmoid" } },
      { type: "Reshape", settings: { targetShape: [1, 1, filters] } },
    ],
    feed,
  );
  return graph.add({ type: "Multiply" }, [feed, weights]);
}
