import type { Preset } from "./preset.ts";
import { residualNetwork18 } from "./residual-network-18.ts";

/**
 * ResNet-18 as torchvision has it.
 *
 * | trainable parameters | classes | |
 * | --- | --- | --- |
 * | 11,689,512 | 1000 | https://pytorch.org/vision/stable/models/generated/torchvision.models.resnet18.html |
 * | 11,181,642 | 10 | here: 990 fewer rows of 513 in the last layer |
 */
export const resnet18: Preset = {
  id: "resnet-18",
  title: "ResNet-18",
  summary:
    "The residual network of 2015 at full size: eight blocks, 11 million parameters, slow without a GPU.",
  graph: residualNetwork18(null),
};
