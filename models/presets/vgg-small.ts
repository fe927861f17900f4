import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import type { Preset } from "./preset.ts";

const convolution = (filters: number): ChainLayer[] => [
  { type: "Conv2D", settings: { filters, kernelSize: [3, 3], padding: "same", useBias: false } },
  { type: "BatchNormalization" },
  { type: "Activation", settings: { activation: "relu" } },
];

export const vggSmall: Preset = {
  id: "vgg-small",
  title: "Small VGG",
  summary:
    "3x3 convolutions with batch normalization, twice a stage, and dropout: slower, and far more accurate.",
  graph: chainGraph([
    ...[32, 64, 128].flatMap((filters): ChainLayer[] => [
      ...convolution(filters),
      ...convolution(filters),
      { type: "MaxPooling2D" },
    ]),
    { type: "Flatten" },
    { type: "Dense", settings: { units: 128, activation: "relu" } },
    { type: "Dropout", settings: { rate: 0.5 } },
    { type: "Dense", settings: { units: 10 } },
  ]),
};
