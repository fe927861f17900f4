import type { z } from "zod";
import type { SettingField } from "../setting-field.ts";
import { choice } from "./choice.ts";

/** `valid` uses no padding. `same` pads with zeros, the extra row and column at the bottom right, as TensorFlow. */
export const padding = choice(["valid", "same"]);
export type Padding = z.infer<typeof padding>;

export const paddingField: SettingField = {
  name: "padding",
  label: "Padding",
  kind: "choice",
  options: [
    { value: "valid", label: "valid: no border" },
    { value: "same", label: "same: zero border" },
  ],
  help: "With same, the map keeps its size at stride 1; with valid, it shrinks because windows stay inside.",
};
