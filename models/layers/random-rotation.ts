import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { settingsObject } from "./settings/settings-object.ts";

/**
 * Keeps the shape, which is square. In training, turns each image by 0, 90, 180 or 270 degrees, all as likely; otherwise
 * nothing happens. Keras's layer of this name turns by any angle within a factor and fills corners; this one has neither.
 */
export const randomRotation = defineLayer({
  type: "RandomRotation",
  category: "augmentation",
  settings: settingsObject({}),
  fields: [],
  inputs: { min: 1, max: 1 },
  outputShape: ([input]) => {
    const map = mapShape(input);
    if (map === null) return needsMap("RandomRotation", input);
    const { height, width, channels } = map;
    if (height === width) return { ok: true, shape: [height, width, channels] };
    const reason = `RandomRotation makes quarter turns, so it needs a map as high as wide, received ${height} x ${width}`;
    return { ok: false, reason };
  },
  weights: () => [],
  macs: () => 0,
  help: "Turns images by quarter turns at random while training: from above, there is no up and down.",
});
