import { defineLayer } from "./define-layer.ts";
import { mergedShape } from "./merged-shape.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Inputs of one shape to that shape; an axis of size 1 is repeated. */
export const add = defineLayer({
  type: "Add",
  category: "merge",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 2, max: 8 },
  outputShape: (inputs) => mergedShape("Add", inputs),
  weights: () => [],
  macs: () => 0,
  help: "Adds branches number by number, so that a block can learn a change to what passes beside it (a residual).",
});
