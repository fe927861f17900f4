import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { factorRange } from "./settings/factor-range.ts";
import { fillMode, fillModeField } from "./settings/fill-mode.ts";
import { interpolation, interpolationField } from "./settings/interpolation.ts";
import { settingsObject } from "./settings/settings-object.ts";

/**
 * Keeps the shape. In training, turns each image about its middle by any angle within the factor, a share of a whole turn,
 * as Keras does. Without a factor, which Keras wants, by 0, 90, 180 or 270 degrees, all as likely, of an image that is
 * square: nothing is filled in then. Otherwise nothing happens.
 */
export const randomRotation = defineLayer({
  type: "RandomRotation",
  category: "augmentation",
  settings: settingsObject({
    factor: factorRange(-1, 1).optional(),
    fillMode: fillMode.default("reflect"),
    interpolation: interpolation.default("bilinear"),
  }),
  fields: [
    {
      name: "factor",
      label: "Factor",
      kind: "numbers",
      min: -1,
      max: 1,
      step: 0.05,
      maxCount: 2,
      takesOne: true,
      emptyMeans: "quarter turns, which need no filling in",
      help: "How far images turn, as a share of a whole turn: 0.1 is up to 36 degrees either way.",
    },
    fillModeField,
    interpolationField,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { factor }) => {
    const map = mapShape(input);
    if (map === null) return needsMap("RandomRotation", input);
    const { height, width, channels } = map;
    if (factor !== undefined || height === width) return { ok: true, shape: [height, width, channels] };
    const reason = `RandomRotation makes quarter turns, so it needs a map as high as wide, received ${height} x ${width}; or set its factor`;
    return { ok: false, reason };
  },
  weights: () => [],
  macs: () => 0,
  help: "Turns images at random while training, by quarter turns or by any angle: from above, there is no up and down.",
});
