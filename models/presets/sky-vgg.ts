import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import type { Preset } from "./preset.ts";

const start = { activation: "relu", kernelInitializer: "he_normal" };

const stage = (filters: number, convolutions: number): ChainLayer[] => [
  ...Array.from({ length: convolutions }, (): ChainLayer => ({
    type: "Conv2D",
    settings: { filters, kernelSize: [3, 3], padding: "same", ...start },
  })),
  { type: "MaxPooling2D" },
];

/**
 * The sixteen layers of VGG-16 (Simonyan and Zisserman, 2014, https://arxiv.org/abs/1409.1556) with an eighth of its filters
 * (sixteen in the first stage, which fill a block of the processor and cost no more than eight),
 * as the lecture has it for solar irradiance: four sky pictures in, stacked along the channels, one number out.
 */
export const skyVgg: Preset = {
  id: "sky-vgg",
  title: "Sky VGG",
  summary: "VGG-16 made narrow, for a number: irradiance from four pictures of the sky.",
  graph: chainGraph(
    [
      ...stage(16, 2),
      ...stage(16, 2),
      ...stage(32, 3),
      ...stage(64, 3),
      ...stage(64, 3),
      { type: "Flatten" },
      { type: "Dense", settings: { units: 64, ...start } },
      { type: "Dense", settings: { units: 64, ...start } },
      { type: "Dense", settings: { units: 1 } },
    ],
    [64, 64, 12],
  ),
};
