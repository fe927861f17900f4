import { defineLayer } from "./define-layer.ts";
import { sameMap } from "./same-map.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { fillMode, fillModeField } from "./settings/fill-mode.ts";
import { settingsObject } from "./settings/settings-object.ts";

/**
 * Keeps the shape. In training, shifts each image by up to the factors' share of its height and width, all shifts as
 * likely, between pixels by bilinear interpolation; otherwise nothing happens. Keras wants both factors; 0.1 is ours.
 */
export const randomTranslation = defineLayer({
  type: "RandomTranslation",
  category: "augmentation",
  settings: settingsObject({
    heightFactor: boundedNumber(0, 1).default(0.1),
    widthFactor: boundedNumber(0, 1).default(0.1),
    fillMode: fillMode.default("reflect"),
  }),
  fields: [
    {
      name: "heightFactor",
      label: "Height factor",
      kind: "number",
      min: 0,
      max: 1,
      step: 0.05,
      help: "How far images move up or down at most, as a share of their height.",
    },
    {
      name: "widthFactor",
      label: "Width factor",
      kind: "number",
      min: 0,
      max: 1,
      step: 0.05,
      help: "How far images move left or right at most, as a share of their width.",
    },
    fillModeField,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs) => sameMap("RandomTranslation", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Shifts images a little at random while training, so that it does not matter where in them something lies.",
});
