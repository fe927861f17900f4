import type { SettingField } from "../setting-field.ts";

/** The widest layer of keras.applications has 4,032: NASNetLarge's. */
export const MAX_FILTERS = 4096;

/** Fields that the convolutions share. Limits are those of the settings in the layers' files. */
export const filtersField: SettingField = {
  name: "filters",
  label: "Filters",
  kind: "integer",
  min: 1,
  max: MAX_FILTERS,
  step: 1,
  help: "How many patterns the layer learns to look for; each makes one channel of the output.",
};

export const kernelSizeField: SettingField = {
  name: "kernelSize",
  label: "Kernel size",
  kind: "size2d",
  min: 1,
  max: 15,
  step: 1,
  isOptional: false,
  help: "Height and width of the window that each filter sees at once.",
};

export const stridesField: SettingField = {
  name: "strides",
  label: "Strides",
  kind: "size2d",
  min: 1,
  max: 15,
  step: 1,
  isOptional: false,
  help: "How far the window moves each time; 2 halves the map.",
};

export const dilationRateField: SettingField = {
  name: "dilationRate",
  label: "Dilation rate",
  kind: "size2d",
  isAdvanced: true,
  min: 1,
  max: 15,
  step: 1,
  isOptional: false,
  help: "The distance between the pixels of a window; 2 skips every other one, to see further at the same cost.",
};

export const groupsField: SettingField = {
  name: "groups",
  label: "Groups",
  kind: "integer",
  isAdvanced: true,
  min: 1,
  max: 2048,
  step: 1,
  help: "Splits channels and filters into so many parts that do not see each other, which makes the layer cheaper.",
};

export const depthMultiplierField: SettingField = {
  name: "depthMultiplier",
  label: "Depth multiplier",
  kind: "integer",
  isAdvanced: true,
  min: 1,
  max: 32,
  step: 1,
  help: "How many filters look at each single channel.",
};
