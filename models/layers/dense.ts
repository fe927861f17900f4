import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import { flag } from "./settings/flag.ts";
import { kernelFields, kernelSettings, kernelWeight } from "./settings/kernel.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { useBiasField } from "./settings/use-bias-field.ts";

/**
 * [n] to [units]. Kernel [n, units]; MACs n units. Keras also takes a map and works on its last axis; that is
 * refused here, since a learner who does it has forgotten Flatten.
 */
export const dense = defineLayer({
  type: "Dense",
  category: "core",
  settings: settingsObject({
    units: boundedInteger(1, 8192).default(64),
    activation: activation.default("linear"),
    useBias: flag.default(true),
    ...kernelSettings,
  }),
  fields: [
    {
      name: "units",
      label: "Units",
      kind: "integer",
      min: 1,
      max: 8192,
      step: 1,
      help: "How many numbers the layer gives; each is a weighted sum of all its inputs.",
    },
    activationField,
    useBiasField,
    ...kernelFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input = []], { units }) =>
    input.length === 1
      ? { ok: true, shape: [units] }
      : { ok: false, reason: "Dense needs a flat input; put Flatten before it" },
  weights: ([input = []], { units, useBias, kernelInitializer, kernelL1, kernelL2 }) => {
    const start = { initializer: kernelInitializer, l1: kernelL1, l2: kernelL2 };
    const kernel = kernelWeight("kernel", [...input, units], start);
    const bias: WeightSpec = { name: "bias", shape: [units], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input = []], { units }) => (input[0] ?? 0) * units,
  help: "Connects every input to every unit: each unit learns its own weighted sum of all the values.",
});
