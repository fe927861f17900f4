import { defineLayer } from "./define-layer.ts";
import { poolingFields, poolingSettings } from "./settings/pooling-settings.ts";
import { windowShape } from "./window-shape.ts";

/** [h, w, channels] to [h', w', channels]. Padding never wins: it counts as minus infinity. */
export const maxPooling2d = defineLayer({
  type: "MaxPooling2D",
  category: "pooling",
  settings: poolingSettings,
  fields: poolingFields,
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { poolSize, strides, padding }) =>
    windowShape("MaxPooling2D", input, { size: poolSize, strides: strides ?? poolSize, padding }),
  weights: () => [],
  macs: () => 0,
  help: "Keeps the largest value of each window, so the map shrinks and the strongest response stays.",
});
