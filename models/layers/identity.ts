import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape and the values. */
export const identity = defineLayer({
  type: "Identity",
  category: "core",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Passes everything on as it is: a place with a name, or the empty arm of a branch.",
});
