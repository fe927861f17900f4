import type { SettingField } from "../setting-field.ts";

export const useBiasField: SettingField = {
  name: "useBias",
  label: "Bias",
  kind: "boolean",
  help: "Adds one learned number to each result. Not needed right before BatchNormalization.",
};
