import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { flag } from "./settings/flag.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape; normalizes the last axis of each image on its own: the channels of one pixel, or all units. */
export const layerNormalization = defineLayer({
  type: "LayerNormalization",
  category: "regularization",
  settings: settingsObject({
    epsilon: boundedNumber(1e-7, 0.1).default(1e-3),
    center: flag.default(true),
    scale: flag.default(true),
  }),
  fields: [
    {
      name: "epsilon",
      label: "Epsilon",
      kind: "number",
      min: 1e-7,
      max: 0.1,
      step: 0.001,
      help: "A small number added to the variance, so that nothing is divided by 0.",
    },
    { name: "center", label: "Center (beta)", kind: "boolean", help: "Learn a shift for each channel." },
    { name: "scale", label: "Scale (gamma)", kind: "boolean", help: "Learn a factor for each channel." },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: ([input = []], { center, scale }) => {
    const shape = [input.at(-1) ?? 0];
    const weights: WeightSpec[] = [];
    if (scale) weights.push({ name: "gamma", shape, isTrainable: true, initializer: "ones" });
    if (center) weights.push({ name: "beta", shape, isTrainable: true, initializer: "zeros" });
    return weights;
  },
  macs: () => 0,
  help: "Brings the channels of each pixel to mean 0 and spread 1, whatever else is in the batch.",
});
