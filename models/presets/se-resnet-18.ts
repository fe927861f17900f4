import type { Preset } from "./preset.ts";
import { residualNetwork18 } from "./residual-network-18.ts";

/**
 * ResNet-18 with squeeze-and-excite of ratio 16, its two Dense layers with bias.
 *
 * | trainable parameters | classes | |
 * | --- | --- | --- |
 * | 11,778,592 | 1000 | SE-ResNet-18 in https://github.com/osmr/imgclsmob |
 * | 11,270,722 | 10 | here: 990 fewer rows of 513 in the last layer |
 */
export const seResnet18: Preset = {
  id: "se-resnet-18",
  title: "SE-ResNet-18",
  summary:
    "ResNet-18 whose blocks also weigh their channels for each picture: 11 million parameters, slow without a GPU.",
  graph: residualNetwork18(16),
};
