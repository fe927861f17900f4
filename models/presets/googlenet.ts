import { BranchingGraph } from "../graph/branching-graph.ts";
import type { ChainLayer } from "../graph/chain.ts";
import type { ModelGraph } from "../graph/schema.ts";
import { evenPadding } from "./conv-bn.ts";
import { inceptionModule, type Convolution, type InceptionFilters } from "./inception-module.ts";
import type { Preset } from "./preset.ts";

const settings = { padding: "same", activation: "relu", kernelInitializer: "he_normal" };

const convolution: Convolution = ({ filters, size }) => [
  { type: "Conv2D", settings: { filters, kernelSize: [size, size], ...settings } },
];

const halving: ChainLayer = {
  type: "MaxPooling2D",
  settings: { poolSize: [3, 3], strides: [2, 2], padding: "same" },
};

const STEM: readonly ChainLayer[] = [
  ...evenPadding(7, 2),
  {
    type: "Conv2D",
    settings: { filters: 64, kernelSize: [7, 7], strides: [2, 2], ...settings, padding: "valid" },
  },
  halving,
  ...convolution({ filters: 64, size: 1 }),
  ...convolution({ filters: 192, size: 3 }),
  halving,
];

/** Table 1 of the paper, modules 3a to 5b: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool proj. */
const STAGES: readonly (readonly InceptionFilters[])[] = [
  [filters(64, 96, 128, 16, 32, 32), filters(128, 128, 192, 32, 96, 64)],
  [
    filters(192, 96, 208, 16, 48, 64),
    filters(160, 112, 224, 24, 64, 64),
    filters(128, 128, 256, 24, 64, 64),
    filters(112, 144, 288, 32, 64, 64),
    filters(256, 160, 320, 32, 128, 128),
  ],
  [filters(256, 160, 320, 32, 128, 128), filters(384, 192, 384, 48, 128, 128)],
];

function filters(...row: [number, number, number, number, number, number]): InceptionFilters {
  const [one, beforeThree, three, beforeFive, five, pooled] = row;
  return { one, beforeThree, three, beforeFive, five, pooled };
}

function network(): ModelGraph {
  const graph = new BranchingGraph();
  let feed = graph.line(STEM, graph.input);
  for (const [stage, modules] of STAGES.entries()) {
    if (stage > 0) feed = graph.add(halving, [feed]);
    for (const filters of modules) feed = inceptionModule(graph, feed, { filters, convolution });
  }
  const head: ChainLayer[] = [
    { type: "GlobalAveragePooling2D" },
    { type: "Dropout", settings: { rate: 0.4 } },
    { type: "Dense", settings: { units: 10 } },
  ];
  return graph.finish(graph.line(head, feed));
}

/**
 * GoogLeNet, inception v1 (Szegedy et al., 2014, https://arxiv.org/abs/1409.4842): the original, whose convolutions have
 * biases and no batch normalization, without its two heads for training and its local response normalization. A
 * 64 x 64 image is 8 x 8 at the first module, 2 x 2 at the last.
 *
 * | parameters | classes | |
 * | --- | --- | --- |
 * | 6,998,552 | 1000 | bvlc_googlenet of Caffe without the heads for training, https://github.com/BVLC/caffe |
 * | 5,983,802 | 10 | here: 990 fewer rows of 1025 in the last layer |
 */
export const googlenet: Preset = {
  id: "googlenet",
  title: "GoogLeNet",
  summary: "Inception v1 of 2014 at full size: nine modules of four branches each, 6 million parameters.",
  graph: network(),
};
