import { defineLayer } from "./define-layer.ts";
import type { SettingField } from "./setting-field.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import { interpolation, interpolationField } from "./settings/interpolation.ts";
import { settingsObject } from "./settings/settings-object.ts";

const side = boundedInteger(1, 1024).default(32);
const sideField = { kind: "integer", min: 1, max: 1024, step: 1 } as const;
const fields: readonly SettingField[] = [
  { name: "height", label: "Height", help: "Rows of the new map.", ...sideField },
  { name: "width", label: "Width", help: "Columns of the new map.", ...sideField },
  interpolationField,
];

/** [h, w, channels] to [height, width, channels]. Keras wants a height and a width; 32 is ours. */
export const resizing = defineLayer({
  type: "Resizing",
  category: "core",
  settings: settingsObject({ height: side, width: side, interpolation: interpolation.default("bilinear") }),
  fields,
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { height, width }) => {
    const map = mapShape(input);
    return map === null ? needsMap("Resizing", input) : { ok: true, shape: [height, width, map.channels] };
  },
  weights: () => [],
  macs: () => 0,
  help: "Scales the map to a size of your choice, larger or smaller, without learning anything.",
});
