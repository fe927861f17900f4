import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** [h, w, channels] to [channels]. */
export const globalMaxPooling2d = defineLayer({
  type: "GlobalMaxPooling2D",
  category: "pooling",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input]) => {
    const map = mapShape(input);
    return map === null ? needsMap("GlobalMaxPooling2D", input) : { ok: true, shape: [map.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Turns each channel into one number, its largest value anywhere on the map: whether something is there, not where.",
});
