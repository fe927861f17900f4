import { defineLayer, type Shape, type ShapeResult, type WeightSpec } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { sequenceShape, sequenceWindowShape } from "./sequence-shape.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import { choice } from "./settings/choice.ts";
import { filtersField, groupsField, MAX_FILTERS } from "./settings/convolution-fields.ts";
import { flag } from "./settings/flag.ts";
import { kernelFields, kernelSettings, kernelWeight } from "./settings/kernel.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { useBiasField } from "./settings/use-bias-field.ts";
import { wrongGroups } from "./wrong-groups.ts";

const settings = settingsObject({
  filters: boundedInteger(1, MAX_FILTERS).default(32),
  kernelSize: boundedInteger(1, 63).default(3),
  strides: boundedInteger(1, 63).default(1),
  padding: choice(["valid", "same", "causal"]).default("valid"),
  dilationRate: boundedInteger(1, 63).default(1),
  groups: boundedInteger(1, 2048).default(1),
  activation: activation.default("linear"),
  useBias: flag.default(true),
  ...kernelSettings,
});

const steps = { kind: "integer", min: 1, max: 63, step: 1 } as const;

/**
 * [steps, channels] to [steps', filters]. Kernel [k, channels / groups, filters]; MACs steps' k channels / groups filters.
 */
export const conv1d = defineLayer({
  type: "Conv1D",
  category: "convolution",
  settings,
  fields: [
    filtersField,
    { name: "kernelSize", label: "Kernel size", ...steps, help: "How many steps each filter sees at once." },
    {
      name: "strides",
      label: "Strides",
      ...steps,
      help: "How far the window moves each time; 2 halves the sequence.",
    },
    {
      name: "padding",
      label: "Padding",
      kind: "choice",
      options: [
        { value: "valid", label: "valid: no border" },
        { value: "same", label: "same: zeros at both ends" },
        { value: "causal", label: "causal: zeros before the first step" },
      ],
      help: "With same and causal, the sequence keeps its length at stride 1; with causal, no step sees a later one.",
    },
    activationField,
    useBiasField,
    {
      name: "dilationRate",
      label: "Dilation rate",
      isAdvanced: true,
      ...steps,
      help: "The distance between the steps of a window; 2 skips every other one, to see further back at the same cost.",
    },
    groupsField,
    ...kernelFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], settings) => convolved(input, settings),
  weights: ([input], { kernelSize, filters, groups, useBias, ...settings }) => {
    const channels = sequenceShape(input)?.channels ?? 0;
    const kernel = kernelWeight("kernel", [kernelSize, channels / groups, filters], {
      initializer: settings.kernelInitializer,
      l1: settings.kernelL1,
      l2: settings.kernelL2,
    });
    const bias: WeightSpec = { name: "bias", shape: [filters], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input], settings) => {
    const output = convolved(input, settings);
    const channels = sequenceShape(input)?.channels ?? 0;
    return output.ok ? (elementCount(output.shape) * settings.kernelSize * channels) / settings.groups : 0;
  },
  help: "Slides small learned filters along a sequence, such as a time series, and writes down how strongly each matches.",
});

type Convolution = {
  filters: number;
  kernelSize: number;
  strides: number;
  padding: "valid" | "same" | "causal";
  dilationRate: number;
  groups: number;
};

function convolved(input: Shape | undefined, settings: Convolution): ShapeResult {
  const { filters, kernelSize, strides, padding, dilationRate, groups } = settings;
  if (strides > 1 && dilationRate > 1) {
    const reason = "Conv1D takes strides above 1 or a dilation rate above 1, not both; set one of them to 1";
    return { ok: false, reason };
  }
  const size = (kernelSize - 1) * dilationRate + 1;
  const result = sequenceWindowShape("Conv1D", input, { size, strides, padding, channels: filters });
  const channels = sequenceShape(input)?.channels ?? 0;
  return result.ok ? (wrongGroups("Conv1D", { channels, filters, groups }) ?? result) : result;
}
