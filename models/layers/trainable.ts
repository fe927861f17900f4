import type { SettingField } from "./setting-field.ts";

/** Of every layer with weights beside its own settings, as Keras's `layer.trainable`: false where training leaves them alone. */
export const TRAINABLE = "trainable";

const WITH_WEIGHTS: ReadonlySet<string> = new Set([
  "Conv1D",
  "Conv2D",
  "Conv2DTranspose",
  "DepthwiseConv2D",
  "SeparableConv2D",
  "Dense",
  "BatchNormalization",
  "LayerNormalization",
  "GroupNormalization",
  "PReLU",
]);

export function canFreeze(type: string): boolean {
  return WITH_WEIGHTS.has(type);
}

const trainableField: SettingField = {
  name: TRAINABLE,
  label: "Trained",
  kind: "boolean",
  isAdvanced: true,
  help: "Off: frozen. Training leaves its weights as they begin, and a BatchNormalization keeps to the mean and spread that it came with.",
};

/** The fields of a layer's form, the one that all layers with weights share among them. */
export function fieldsOf(layer: { type: string; fields: readonly SettingField[] }): readonly SettingField[] {
  return canFreeze(layer.type) ? [...layer.fields, trainableField] : layer.fields;
}
