import type { SettingField } from "../setting-field.ts";
import { padding, paddingField } from "./padding.ts";
import { settingsObject } from "./settings-object.ts";
import { size2d } from "./size2d.ts";

/** `strides` left out means the pool size, as in Keras. */
export const poolingSettings = settingsObject({
  poolSize: size2d(1, 64).default([2, 2]),
  strides: size2d(1, 64).optional(),
  padding: padding.default("valid"),
});

export const poolingFields: readonly SettingField[] = [
  {
    name: "poolSize",
    label: "Pool size",
    kind: "size2d",
    min: 1,
    max: 64,
    step: 1,
    isOptional: false,
    help: "Height and width of the window that becomes one value.",
  },
  {
    name: "strides",
    label: "Strides",
    kind: "size2d",
    min: 1,
    max: 64,
    step: 1,
    isOptional: true,
    emptyMeans: "same as the pool size",
    help: "How far the window moves each time; left empty, windows do not overlap.",
  },
  paddingField,
];
