import { chainGraph, type ChainLayer } from "../graph/chain.ts";
import type { Preset } from "./preset.ts";

const stage = (filters: number): ChainLayer[] => {
  const conv: ChainLayer = { type: "Conv2D", settings: { filters, kernelSize: [2, 2], padding: "same" } };
  return [conv, conv, { type: "MaxPooling2D", settings: { poolSize: [2, 2] } }];
};

export const lectureCnn: Preset = {
  id: "lecture-cnn",
  title: "Lecture CNN",
  summary:
    "The lecture's network: three stages of two 2x2 convolutions and a pooling, then two Dense layers.",
  graph: chainGraph([
    ...[16, 32, 64].flatMap(stage),
    { type: "Flatten" },
    { type: "Dense", settings: { units: 64 } },
    { type: "Dense", settings: { units: 10 } },
  ]),
};
