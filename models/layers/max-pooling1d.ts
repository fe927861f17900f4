import { defineLayer } from "./define-layer.ts";
import { sequenceWindowShape } from "./sequence-shape.ts";
import { pooling1dFields, pooling1dSettings } from "./settings/pooling1d-settings.ts";

/** [steps, channels] to [steps', channels]. Padding never wins: it counts as minus infinity. */
export const maxPooling1d = defineLayer({
  type: "MaxPooling1D",
  category: "pooling",
  settings: pooling1dSettings,
  fields: pooling1dFields,
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { poolSize, strides, padding }) =>
    sequenceWindowShape("MaxPooling1D", input, { size: poolSize, strides: strides ?? poolSize, padding }),
  weights: () => [],
  macs: () => 0,
  help: "Keeps the largest value of each window of steps, so the sequence shrinks and the strongest response stays.",
});
