import type { z } from "zod";
import type { SettingField } from "../setting-field.ts";
import { choice } from "./choice.ts";

/** What stands beyond the edges of an image that has been moved. `constant` fills with 0. */
export const fillMode = choice(["reflect", "constant", "nearest", "wrap"]);
export type FillMode = z.infer<typeof fillMode>;

export const fillModeField: SettingField = {
  name: "fillMode",
  label: "Fill mode",
  kind: "choice",
  options: [
    { value: "reflect", label: "reflect: mirrored at the edge" },
    { value: "constant", label: "constant: black" },
    { value: "nearest", label: "nearest: the edge repeated" },
    { value: "wrap", label: "wrap: from the other side" },
  ],
  help: "What comes in where the image has moved away.",
};
