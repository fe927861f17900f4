import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape. In training, values that stay are scaled by 1 / (1 - rate); in evaluation nothing happens. */
export const dropout = defineLayer({
  type: "Dropout",
  category: "regularization",
  settings: settingsObject({ rate: boundedNumber(0, 0.95).default(0.5) }),
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
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Switches off random values while training, so that the network cannot lean on a few of them.",
});
