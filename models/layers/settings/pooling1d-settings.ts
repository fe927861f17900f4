import type { SettingField } from "../setting-field.ts";
import { boundedInteger } from "./bounded-number.ts";
import { padding, paddingField } from "./padding.ts";
import { settingsObject } from "./settings-object.ts";

/** `strides` left out means the pool size, as in Keras. */
export const pooling1dSettings = settingsObject({
  poolSize: boundedInteger(1, 64).default(2),
  strides: boundedInteger(1, 64).optional(),
  padding: padding.default("valid"),
});

export const pooling1dFields: readonly SettingField[] = [
  {
    name: "poolSize",
    label: "Pool size",
    kind: "integer",
    min: 1,
    max: 64,
    step: 1,
    help: "How many steps become one value.",
  },
  {
    name: "strides",
    label: "Strides",
    kind: "integer",
    min: 1,
    max: 64,
    step: 1,
    emptyMeans: "same as the pool size",
    help: "How far the window moves each time; left empty, windows do not overlap.",
  },
  paddingField,
];
