import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import { flag } from "./settings/flag.ts";
import { kernelFields, kernelSettings, kernelWeight } from "./settings/kernel.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { useBiasField } from "./settings/use-bias-field.ts";

/**
 * [n] to [units], and of a map or a sequence the same for every pixel or step, [..., n] to [..., units]. Kernel [n, units];
 * MACs n units for each.
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
  outputShape: ([input = []], { units }) => ({ ok: true, shape: [...input.slice(0, -1), units] }),
  weights: ([input = []], { units, useBias, kernelInitializer, kernelL1, kernelL2 }) => {
    const start = { initializer: kernelInitializer, l1: kernelL1, l2: kernelL2 };
    const kernel = kernelWeight("kernel", [input.at(-1) ?? 0, units], start);
    const bias: WeightSpec = { name: "bias", shape: [units], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input = []], { units }) => elementCount(input) * units,
  help: "Connects every input to every unit: each unit learns its own weighted sum of all the values.",
});
