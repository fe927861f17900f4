import { defineLayer } from "./define-layer.ts";
import { sameMap } from "./same-map.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape. As Dropout, but a channel of an image goes or stays as a whole. */
export const spatialDropout2d = defineLayer({
  type: "SpatialDropout2D",
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
      help: "The share of channels set to 0 in each training step.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs) => sameMap("SpatialDropout2D", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Switches off whole channels while training: neighbouring pixels say much the same, so single ones do little.",
});
