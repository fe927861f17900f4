import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import type { Preset } from "./preset.ts";

/** Without batch normalization, glorot_uniform lets what passes through so many relu layers fade. */
const start = { activation: "relu", kernelInitializer: "he_normal" };

const stage = (filters: number, convolutions: number): ChainLayer[] => [
  ...Array.from({ length: convolutions }, (): ChainLayer => ({
    type: "Conv2D",
    settings: { filters, kernelSize: [3, 3], padding: "same", ...start },
  })),
  { type: "MaxPooling2D" },
];

const wide: ChainLayer[] = [
  { type: "Dense", settings: { units: 4096, ...start } },
  { type: "Dropout", settings: { rate: 0.5 } },
];

/**
 * VGG-16, configuration D of the paper (Simonyan and Zisserman, 2014, https://arxiv.org/abs/1409.1556). Of a 64 x 64
 * image, 2 x 2 x 512 instead of 7 x 7 x 512 values reach the first Dense layer.
 *
 * | parameters | convolutions | Dense | |
 * | --- | --- | --- | --- |
 * | 138,357,544 | 14,714,688 | 102,764,544 + 16,781,312 + 4,097,000 | 224 x 224, 1000 classes, as in the paper |
 * | 39,929,674 | 14,714,688 | 8,392,704 + 16,781,312 + 40,970 | here: 64 x 64, 10 classes |
 */
export const vgg16: Preset = {
  id: "vgg-16",
  title: "VGG-16",
  summary: "The classic of 2014 at full size: thirteen 3x3 convolutions, 40 million parameters, for a GPU.",
  graph: chainGraph([
    ...stage(64, 2),
    ...stage(128, 2),
    ...stage(256, 3),
    ...stage(512, 3),
    ...stage(512, 3),
    { type: "Flatten" },
    ...wide,
    ...wide,
    { type: "Dense", settings: { units: 10 } },
  ]),
};
