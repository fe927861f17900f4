import { defineLayer } from "./define-layer.ts";
import { mergedShape } from "./merged-shape.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Inputs of one shape to that shape; an axis of size 1 is repeated, so [1, 1, c] weighs the channels of [h, w, c]. */
export const multiply = defineLayer({
  type: "Multiply",
  category: "merge",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 2, max: 8 },
  outputShape: (inputs) => mergedShape("Multiply", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Multiplies branches number by number, so that one can turn the channels of another up or down.",
});
