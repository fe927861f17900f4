import { chainGraph } from "../graph/chain.ts";
import type { Preset } from "./preset.ts";

export const denseOnly: Preset = {
  id: "dense-only",
  title: "Dense only",
  summary: "No convolution at all: the baseline that shows what convolutions are good for.",
  graph: chainGraph([
    { type: "Flatten" },
    { type: "Dense", settings: { units: 64, activation: "relu" } },
    { type: "Dense", settings: { units: 10 } },
  ]),
};
