import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** [h, w, channels] to [channels]. */
export const globalAveragePooling2d = defineLayer({
  type: "GlobalAveragePooling2D",
  category: "pooling",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input]) => {
    const map = mapShape(input);
    return map === null ? needsMap("GlobalAveragePooling2D", input) : { ok: true, shape: [map.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Turns each channel into one number, its mean over the whole map, so the result is flat and small.",
});
