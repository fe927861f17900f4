import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import { batchNormalization, convBn, evenPadding, relu } from "./conv-bn.ts";
import type { Preset } from "./preset.ts";

const BLOCKS = [
  { filters: 64, strides: 1 },
  { filters: 128, strides: 2 },
  { filters: 128, strides: 1 },
  { filters: 256, strides: 2 },
  { filters: 256, strides: 1 },
] as const;

/** A convolution of each channel on its own, then a 1x1 one that mixes them. */
function depthwiseSeparable({ filters, strides }: (typeof BLOCKS)[number]): ChainLayer[] {
  return [
    ...evenPadding(3, strides),
    {
      type: "DepthwiseConv2D",
      settings: {
        kernelSize: [3, 3],
        strides: [strides, strides],
        padding: strides === 1 ? "same" : "valid",
        useBias: false,
      },
    },
    batchNormalization,
    relu,
    ...convBn({ filters, size: 1 }),
  ];
}

/** MobileNet (Howard et al., 2017, https://arxiv.org/abs/1704.04861), made small. */
export const mobilenetSmall: Preset = {
  id: "mobilenet-small",
  title: "Small MobileNet",
  summary: "Depthwise convolutions, each followed by a 1x1 one: good accuracy for few multiply-adds.",
  graph: chainGraph([
    ...convBn({ filters: 32, strides: 2 }),
    ...BLOCKS.flatMap(depthwiseSeparable),
    { type: "GlobalAveragePooling2D" },
    { type: "Dense", settings: { units: 10 } },
  ]),
};
