import { defineLayer } from "./define-layer.ts";
import { sameShape } from "./same-shape.ts";
import { activation as activationName, activationField } from "./settings/activation.ts";
import { settingsObject } from "./settings/settings-object.ts";

/** Keeps the shape. */
export const activation = defineLayer({
  type: "Activation",
  category: "activation",
  settings: settingsObject({ activation: activationName.default("relu") }),
  fields: [activationField],
  inputs: { min: 1, max: 1 },
  outputShape: sameShape,
  weights: () => [],
  macs: () => 0,
  help: "Bends every value through a simple curve, which lets a stack of layers learn more than one layer could.",
});
