import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape. In training, adds normal noise of mean 0; in evaluation nothing happens. */
export const gaussianNoise = defineLayer({
  type: "GaussianNoise",
  category: "regularization",
  settings: settingsObject({ stddev: boundedNumber(0, 10).default(0.1) }),
  fields: [
    {
      name: "stddev",
      label: "Standard deviation",
      kind: "number",
      min: 0,
      max: 10,
      step: 0.05,
      help: "How strong the noise is; pixels go from 0 to 1.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Adds random noise while training, so that the network does not hang on the exact values.",
});
