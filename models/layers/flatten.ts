import { defineLayer } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Any shape to one axis, in the order height, width, channels. */
export const flatten = defineLayer({
  type: "Flatten",
  category: "core",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input = []]) => ({ ok: true, shape: [elementCount(input)] }),
  weights: () => [],
  macs: () => 0,
  help: "Writes all values of the map in one long row, so that a Dense layer can read them.",
});
