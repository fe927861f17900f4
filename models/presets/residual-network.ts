import { BranchingGraph, type Feed } from "../graph/branching-graph.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { convBn, relu } from "./conv-bn.ts";

/** Channels of the bottleneck in squeeze-and-excite: one eighth. */
const SQUEEZE = 8;

type Residual = { channels: number; filters: number; strides: 1 | 2; isSqueezed: boolean };

/**
 * Three stages of two residual blocks, 32, 64 and 128 filters (He et al., 2015, https://arxiv.org/abs/1512.03385), with
 * squeeze-and-excite where wanted (Hu et al., 2017, https://arxiv.org/abs/1709.01507).
 */
export function residualNetwork({ isSqueezed }: { isSqueezed: boolean }): ModelGraph {
  const graph = new BranchingGraph();
  let feed = graph.line(convBn({ filters: 32 }), graph.input);
  let channels = 32;
  for (const { filters, strides } of STAGES) {
    feed = residual(graph, feed, { channels, filters, strides, isSqueezed });
    feed = residual(graph, feed, { channels: filters, filters, strides: 1, isSqueezed });
    channels = filters;
  }
  return graph.finish(
    graph.line([{ type: "GlobalAveragePooling2D" }, { type: "Dense", settings: { units: 10 } }], feed),
  );
}

const STAGES = [
  { filters: 32, strides: 1 },
  { filters: 64, strides: 2 },
  { filters: 128, strides: 2 },
] as const;

/** The way past the block stays in the middle column, what the block computes stands right of it. */
function residual(graph: BranchingGraph, feed: Feed, block: Residual): Feed {
  const { channels, filters, strides, isSqueezed } = block;
  const isSame = channels === filters && strides === 1;
  const past = isSame ? feed : graph.line(convBn({ filters, size: 1, strides, isActive: false }), feed);
  const computed = graph.line(
    [...convBn({ filters, strides }), ...convBn({ filters, isActive: false })],
    feed,
    1,
  );
  const weighed = isSqueezed ? squeezeAndExcite(graph, computed, filters) : computed;
  return graph.line([relu], graph.add({ type: "Add" }, [weighed, past]));
}

function squeezeAndExcite(graph: BranchingGraph, feed: Feed, filters: number): Feed {
  const weights = graph.line(
    [
      { type: "GlobalAveragePooling2D" },
      { type: "Dense", settings: { units: filters / SQUEEZE, activation: "relu" } },
      { type: "Dense", settings: { units: filters, activation: "sigmoid" } },
      { type: "Reshape", settings: { targetShape: [1, 1, filters] } },
    ],
    feed,
    2,
  );
  return graph.add({ type: "Multiply" }, [feed, weights], 1);
}
