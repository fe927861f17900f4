import type { z } from "zod";
import type { SettingField } from "../setting-field.ts";
import { choice } from "./choice.ts";

/** As TensorFlow resizes: places are the middles of pixels, and nothing is smoothed before a map gets smaller. */
export const interpolation = choice(["nearest", "bilinear"]);
export type Interpolation = z.infer<typeof interpolation>;

export const interpolationField: SettingField = {
  name: "interpolation",
  label: "Interpolation",
  kind: "choice",
  options: [
    { value: "nearest", label: "nearest: the pixel repeated" },
    { value: "bilinear", label: "bilinear: between four pixels" },
  ],
  help: "Where a new pixel gets its value from.",
};
