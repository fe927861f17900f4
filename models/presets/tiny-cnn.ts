import { chainGraph } from "../graph/chain.ts";
import type { Preset } from "./preset.ts";

export const tinyCnn: Preset = {
  id: "tiny-cnn",
  title: "Tiny CNN",
  summary: "Two small convolutions that shrink the map fast: trains in seconds, good for a first try.",
  graph: chainGraph([
    {
      type: "Conv2D",
      settings: { filters: 8, kernelSize: [3, 3], strides: [2, 2], padding: "same", activation: "relu" },
    },
    { type: "MaxPooling2D" },
    { type: "Conv2D", settings: { filters: 16, kernelSize: [3, 3], padding: "same", activation: "relu" } },
    { type: "MaxPooling2D" },
    { type: "Flatten" },
    { type: "Dense", settings: { units: 10 } },
  ]),
};
