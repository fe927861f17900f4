import { z } from "zod";
import { defineLayer } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { size2d, type Size2d } from "./settings/size2d.ts";

const sides = size2d(0, 64);

export type ZeroPadding = Size2d | [rows: Size2d, columns: Size2d];

/** Keras's three ways to say it: 1, [1, 2], and [[top, bottom], [left, right]]. */
const padding: z.ZodType<ZeroPadding> = z.union(
  [z.tuple([z.tuple(sidePair()), z.tuple(sidePair())]), sides],
  {
    error: () => "expected rows and columns, 0 to 64 each, or [top, bottom] and [left, right]",
  },
);

function sidePair(): [z.ZodNumber, z.ZodNumber] {
  const side = () => z.int().min(0).max(64);
  return [side(), side()];
}

/** Rows of zeros above and below, columns left and right. */
export function paddedSides([rows, columns]: ZeroPadding): { before: Size2d; after: Size2d } {
  const [top, bottom] = typeof rows === "number" ? [rows, rows] : rows;
  const [left, right] = typeof columns === "number" ? [columns, columns] : columns;
  return { before: [top, left], after: [bottom, right] };
}

/** [h, w, channels] to [h + top + bottom, w + left + right, channels]. */
export const zeroPadding2d = defineLayer({
  type: "ZeroPadding2D",
  category: "core",
  settings: settingsObject({ padding: padding.default([1, 1]) }),
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
