import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { paddedSides, sidesOfMap } from "./settings/sides-of-map.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** [h, w, channels] to [h - top - bottom, w - left - right, channels]. */
export const cropping2d = defineLayer({
  type: "Cropping2D",
  category: "core",
  settings: settingsObject({ cropping: sidesOfMap.default([0, 0]) }),
  fields: [
    {
      name: "cropping",
      label: "Cropping",
      kind: "size2d",
      min: 0,
      max: 64,
      step: 1,
      isOptional: false,
      help: "Rows that are cut off above and below the map, and columns left and right of it.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { cropping }) => {
    const map = mapShape(input);
    if (map === null) return needsMap("Cropping2D", input);
    const { before, after } = paddedSides(cropping);
    const [height, width] = [map.height - before[0] - after[0], map.width - before[1] - after[1]];
    if (height > 0 && width > 0) return { ok: true, shape: [height, width, map.channels] };
    const cut = `${before[0] + after[0]} rows and ${before[1] + after[1]} columns`;
    return { ok: false, reason: `Cropping2D cannot cut ${cut} off a map of ${map.height} x ${map.width}` };
  },
  weights: () => [],
  macs: () => 0,
  help: "Cuts rows and columns off the edges of the map.",
});
