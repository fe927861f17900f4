import { defineLayer } from "./define-layer.ts";
import { poolingFields, poolingSettings } from "./settings/pooling-settings.ts";
import { windowShape } from "./window-shape.ts";

/** [h, w, channels] to [h', w', channels]. Padding is left out of the mean, as in TensorFlow. */
export const averagePooling2d = defineLayer({
  type: "AveragePooling2D",
  category: "pooling",
  settings: poolingSettings,
  fields: poolingFields,
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { poolSize, strides, padding }) =>
    windowShape("AveragePooling2D", input, { size: poolSize, strides: strides ?? poolSize, padding }),
  weights: () => [],
  macs: () => 0,
  help: "Replaces each window by its mean, so the map shrinks and every value counts a little.",
});
