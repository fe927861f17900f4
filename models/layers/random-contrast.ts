import { defineLayer } from "./define-layer.ts";
import { sameMap } from "./same-map.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { settingsObject } from "./settings/settings-object.ts";

const limit = boundedNumber(-1000, 1000);

/**
 * Keeps the shape. In training, c (x - mean) + mean with the mean of each image's channel and one c an image from
 * 1 - factor to 1 + factor, cut to the range of values; otherwise nothing happens. Keras wants a factor, 0.2 is ours; its
 * value_range [0, 255] is 0 to 1 here, as pixels are.
 */
export const randomContrast = defineLayer({
  type: "RandomContrast",
  category: "augmentation",
  settings: settingsObject({
    factor: boundedNumber(0, 1).default(0.2),
    minValue: limit.default(0),
    maxValue: limit.default(1),
  }),
  fields: [
    {
      name: "factor",
      label: "Factor",
      kind: "number",
      min: 0,
      max: 1,
      step: 0.05,
      help: "How much contrast changes at most: with 0.2, images get 80 to 120 % of it.",
    },
    {
      name: "minValue",
      label: "Lowest value",
      kind: "number",
      isAdvanced: true,
      min: -1000,
      max: 1000,
      step: 0.5,
      help: "What gets lower is cut here. Pixels go from 0 to 1.",
    },
    {
      name: "maxValue",
      label: "Highest value",
      kind: "number",
      isAdvanced: true,
      min: -1000,
      max: 1000,
      step: 0.5,
      help: "What gets higher is cut here.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs, { minValue, maxValue }) =>
    minValue < maxValue
      ? sameMap("RandomContrast", inputs)
      : {
          ok: false,
          reason: `RandomContrast needs a lowest value below the highest, received ${minValue} and ${maxValue}`,
        },
  weights: () => [],
  macs: () => 0,
  help: "Makes images harder or paler at random while training, as light and haze do.",
});
