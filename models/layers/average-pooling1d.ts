import { defineLayer } from "./define-layer.ts";
import { sequenceWindowShape } from "./sequence-shape.ts";
import { pooling1dFields, pooling1dSettings } from "./settings/pooling1d-settings.ts";

/** [steps, channels] to [steps', channels]. Padding does not count: a mean is of true steps alone. */
export const averagePooling1d = defineLayer({
  type: "AveragePooling1D",
  category: "pooling",
  settings: pooling1dSettings,
  fields: pooling1dFields,
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { poolSize, strides, padding }) =>
    sequenceWindowShape("AveragePooling1D", input, { size: poolSize, strides: strides ?? poolSize, padding }),
  weights: () => [],
  macs: () => 0,
  help: "Keeps the mean of each window of steps, so the sequence shrinks and becomes smoother.",
});
