import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape: x where x > 0, else `negativeSlope` x. */
export const leakyReLU = defineLayer({
  type: "LeakyReLU",
  category: "activation",
  settings: settingsObject({ negativeSlope: boundedNumber(0, 1).default(0.3) }),
  fields: [
    {
      name: "negativeSlope",
      label: "Negative slope",
      kind: "number",
      min: 0,
      max: 1,
      step: 0.05,
      help: "What negative values are multiplied by; 0 makes it relu.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Like relu, but negative values are made small instead of 0, so that no unit goes silent for good.",
});
