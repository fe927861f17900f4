import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape: x scale + offset. */
export const rescaling = defineLayer({
  type: "Rescaling",
  category: "core",
  settings: settingsObject({
    scale: boundedNumber(-1000, 1000).default(1),
    offset: boundedNumber(-1000, 1000).default(0),
  }),
  fields: [
    {
      name: "scale",
      label: "Scale",
      kind: "number",
      min: -1000,
      max: 1000,
      step: 0.5,
      help: "What every value is multiplied by. Pixels arrive as 0 to 1; scale 2 and offset -1 make them -1 to 1.",
    },
    {
      name: "offset",
      label: "Offset",
      kind: "number",
      min: -1000,
      max: 1000,
      step: 0.5,
      help: "What is added to every value after that.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Multiplies every value by one number and adds another, such as to bring pixels to -1 to 1.",
});
