import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { paddedSides, sidesOfMap } from "./settings/sides-of-map.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** [h, w, channels] to [h + top + bottom, w + left + right, channels]. */
export const zeroPadding2d = defineLayer({
  type: "ZeroPadding2D",
  category: "core",
  settings: settingsObject({ padding: sidesOfMap.default([1, 1]) }),
  fields: [
    {
      name: "padding",
      label: "Padding",
      kind: "size2d",
      min: 0,
      max: 64,
      step: 1,
      isOptional: false,
      help: "Rows of zeros above and below the map, and columns left and right of it.",
    },
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { padding }) => {
    const map = mapShape(input);
    if (map === null) return needsMap("ZeroPadding2D", input);
    const { before, after } = paddedSides(padding);
    const shape = [map.height + before[0] + after[0], map.width + before[1] + after[1], map.channels];
    return { ok: true, shape };
  },
  weights: () => [],
  macs: () => 0,
  help: "Puts a border of zeros around the map, so that a window without padding reaches its edges.",
});
