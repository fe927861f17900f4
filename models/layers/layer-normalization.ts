import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { affineFields, affineWeights } from "./settings/affine.ts";
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
  fields: affineFields,
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: ([input = []], settings) => affineWeights([input.at(-1) ?? 0], settings),
  macs: () => 0,
  help: "Brings the channels of each pixel to mean 0 and spread 1, whatever else is in the batch.",
});
