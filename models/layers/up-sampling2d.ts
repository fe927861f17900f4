import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { interpolation, interpolationField } from "./settings/interpolation.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { size2d } from "./settings/size2d.ts";

/** [h, w, channels] to [h size, w size, channels]. */
export const upSampling2d = defineLayer({
  type: "UpSampling2D",
  category: "pooling",
  settings: settingsObject({
    size: size2d(1, 16).default([2, 2]),
    interpolation: interpolation.default("nearest"),
  }),
  fields: [
    {
      name: "size",
      label: "Size",
      kind: "size2d",
      min: 1,
      max: 16,
      step: 1,
      isOptional: false,
      help: "How many times higher and wider the map becomes.",
    },
    interpolationField,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { size }) => {
    const map = mapShape(input);
    if (map === null) return needsMap("UpSampling2D", input);
    return { ok: true, shape: [map.height * size[0], map.width * size[1], map.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Makes the map larger by repeating its pixels or filling in between them, the opposite of pooling.",
});
