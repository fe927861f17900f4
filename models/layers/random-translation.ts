import type { z } from "zod";
import { defineLayer } from "./define-layer.ts";
import { sameMap } from "./same-map.ts";
import { boundedNumber } from "./settings/bounded-number.ts";
import { choice } from "./settings/choice.ts";
import { settingsObject } from "./settings/settings-object.ts";

const fillMode = choice(["reflect", "constant", "nearest", "wrap"]);
export type FillMode = z.infer<typeof fillMode>;

/**
 * Keeps the shape. In training, shifts each image by up to the factors' share of its height and width, all shifts as
 * likely, between pixels by bilinear interpolation; otherwise nothing happens. Keras wants both factors; 0.1 is ours.
 * `constant` fills with 0.
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
    {
      name: "fillMode",
      label: "Fill mode",
      kind: "choice",
      options: [
        { value: "reflect", label: "reflect: mirrored at the edge" },
        { value: "constant", label: "constant: black" },
        { value: "nearest", label: "nearest: the edge repeated" },
        { value: "wrap", label: "wrap: from the other side" },
      ],
      help: "What comes in where the image has moved away.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: (inputs) => sameMap("RandomTranslation", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Shifts images a little at random while training, so that it does not matter where in them something lies.",
});
