import { convolutionShape } from "./convolution-shape.ts";
import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { mapShape } from "./map-shape.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import {
  dilationRateField,
  filtersField,
  groupsField,
  kernelSizeField,
  MAX_FILTERS,
  stridesField,
} from "./settings/convolution-fields.ts";
import { flag } from "./settings/flag.ts";
import { kernelFields, kernelSettings, kernelWeight } from "./settings/kernel.ts";
import { padding, paddingField } from "./settings/padding.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { size2d } from "./settings/size2d.ts";
import { useBiasField } from "./settings/use-bias-field.ts";
import { wrongGroups } from "./wrong-groups.ts";

const settings = settingsObject({
  filters: boundedInteger(1, MAX_FILTERS).default(32),
  kernelSize: size2d(1, 15).default([3, 3]),
  strides: size2d(1, 15).default([1, 1]),
  padding: padding.default("valid"),
  dilationRate: size2d(1, 15).default([1, 1]),
  groups: boundedInteger(1, 2048).default(1),
  activation: activation.default("linear"),
  useBias: flag.default(true),
  ...kernelSettings,
});

/**
 * [h, w, channels] to [h', w', filters]. Kernel [kh, kw, channels / groups, filters]; MACs h' w' kh kw
 * channels / groups filters.
 */
export const conv2d = defineLayer({
  type: "Conv2D",
  category: "convolution",
  settings,
  fields: [
    filtersField,
    kernelSizeField,
    stridesField,
    paddingField,
    activationField,
    useBiasField,
    dilationRateField,
    groupsField,
    ...kernelFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { filters, groups, ...window }) => {
    const result = convolutionShape("Conv2D", input, { ...window, channels: filters });
    const channels = mapShape(input)?.channels ?? 0;
    return result.ok ? (wrongGroups("Conv2D", { channels, filters, groups }) ?? result) : result;
  },
  weights: ([input], { kernelSize, filters, groups, useBias, ...settings }) => {
    const channels = mapShape(input)?.channels ?? 0;
    const kernel = kernelWeight("kernel", [...kernelSize, channels / groups, filters], {
      initializer: settings.kernelInitializer,
      l1: settings.kernelL1,
      l2: settings.kernelL2,
    });
    const bias: WeightSpec = { name: "bias", shape: [filters], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input], { filters, groups, ...window }) => {
    const output = convolutionShape("Conv2D", input, { ...window, channels: filters });
    const channels = mapShape(input)?.channels ?? 0;
    return output.ok ? (elementCount(output.shape) * elementCount(window.kernelSize) * channels) / groups : 0;
  },
  help: "Slides small learned filters over the map and writes down how strongly each one matches at every place.",
});
