import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { flag } from "./settings/flag.ts";
import { settingsObject } from "./settings/settings-object.ts";

/**
 * Keeps the shape. In training, values that stay are scaled by 1 / (1 - rate); in evaluation nothing happens. `wholeImage` is
 * Keras's noise_shape (None, 1, ..., 1): one coin an image.
 */
export const dropout = defineLayer({
  type: "Dropout",
  category: "regularization",
  settings: settingsObject({
    rate: boundedNumber(0, 0.95).default(0.5),
    // Left out where it is off, so that the settings of older networks stay what they were.
    wholeImage: flag.optional(),
  }),
  fields: [
    {
      name: "rate",
      label: "Rate",
      kind: "number",
      min: 0,
      max: 0.95,
      step: 0.05,
      help: "The share of values set to 0 in each training step.",
    },
    {
      name: "wholeImage",
      label: "Whole image",
      kind: "boolean",
      isAdvanced: true,
      help: "Keeps or drops all values of an image at once. On the side arm of an Add, this is stochastic depth.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Switches off random values while training, so that the network cannot lean on a few of them.",
});
