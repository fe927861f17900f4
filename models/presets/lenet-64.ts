import { chainGraph } from "../graph/chain.ts";
import type { Preset } from "./preset.ts";

/** LeNet-5's stages (LeCun et al., 1998) on a 64 x 64 colour picture. */
export const lenet64: Preset = {
  id: "lenet-64",
  title: "LeNet",
  summary:
    "The classic of 1998: two 5x5 convolutions with tanh and average pooling, then three Dense layers.",
  graph: chainGraph([
    { type: "Conv2D", settings: { filters: 6, kernelSize: [5, 5], activation: "tanh" } },
    { type: "AveragePooling2D" },
    { type: "Conv2D", settings: { filters: 16, kernelSize: [5, 5], activation: "tanh" } },
    { type: "AveragePooling2D" },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 120, activation: "tanh" } },
    { type: "Dense", settings: { units: 84, activation: "tanh" } },
    { type: "Dense", settings: { units: 10 } },
  ]),
};
