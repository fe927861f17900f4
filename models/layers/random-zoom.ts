import { defineLayer } from "./define-layer.ts";
import { sameMap } from "./same-map.ts";
import { factorRange } from "./settings/factor-range.ts";
import { fillMode, fillModeField } from "./settings/fill-mode.ts";
import { interpolation, interpolationField } from "./settings/interpolation.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** At -1 an image would be one point. */
const [LOWEST, HIGHEST] = [-0.95, 1];
const range = {
  kind: "numbers",
  min: LOWEST,
  max: HIGHEST,
  step: 0.05,
  maxCount: 2,
  takesOne: true,
} as const;

/**
 * Keeps the shape. In training, shows 1 + f of each image's height and width about its middle, f anew for each image and any
 * f within the factor as likely: above 0 it gets smaller, below 0 larger. Otherwise nothing happens. Keras wants a factor;
 * 0.2 is ours.
 */
export const randomZoom = defineLayer({
  type: "RandomZoom",
  category: "augmentation",
  settings: settingsObject({
    heightFactor: factorRange(LOWEST, HIGHEST).default(0.2),
    widthFactor: factorRange(LOWEST, HIGHEST).optional(),
    fillMode: fillMode.default("reflect"),
    interpolation: interpolation.default("bilinear"),
  }),
  fields: [
    {
      name: "heightFactor",
      label: "Height factor",
      ...range,
      help: "0.2 zooms by up to 20 % either way. Two numbers are the lowest and the highest: -0.3, 0 only makes larger.",
    },
    {
      name: "widthFactor",
      label: "Width factor",
      ...range,
      emptyMeans: "as the height, so that things keep their proportions",
      help: "The same for the width, drawn by itself.",
    },
    fillModeField,
    interpolationField,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs) => sameMap("RandomZoom", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Makes images a little larger or smaller at random while training, as if seen from nearer or farther away.",
});
