import { convolutionShape } from "./convolution-shape.ts";
import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { mapShape } from "./map-shape.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import {
  depthMultiplierField,
  dilationRateField,
  filtersField,
  kernelSizeField,
  MAX_FILTERS,
  stridesField,
} from "./settings/convolution-fields.ts";
import { flag } from "./settings/flag.ts";
import {
  depthwiseFields,
  depthwiseSettings,
  kernelWeight,
  pointwiseFields,
  pointwiseSettings,
} from "./settings/kernel.ts";
import { padding, paddingField } from "./settings/padding.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { size2d } from "./settings/size2d.ts";
import { useBiasField } from "./settings/use-bias-field.ts";

/**
 * [h, w, channels] to [h', w', filters]: a depthwise convolution and then a 1x1 one, nothing between them. Kernels
 * [kh, kw, channels, depthMultiplier] and [1, 1, channels depthMultiplier, filters].
 */
export const separableConv2d = defineLayer({
  type: "SeparableConv2D",
  category: "convolution",
  settings: settingsObject({
    filters: boundedInteger(1, MAX_FILTERS).default(32),
    kernelSize: size2d(1, 15).default([3, 3]),
    strides: size2d(1, 15).default([1, 1]),
    padding: padding.default("valid"),
    dilationRate: size2d(1, 15).default([1, 1]),
    depthMultiplier: boundedInteger(1, 32).default(1),
    activation: activation.default("linear"),
    useBias: flag.default(true),
    ...depthwiseSettings,
    ...pointwiseSettings,
  }),
  fields: [
    filtersField,
    kernelSizeField,
    stridesField,
    paddingField,
    activationField,
    useBiasField,
    depthMultiplierField,
    dilationRateField,
    ...depthwiseFields,
    ...pointwiseFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { filters, ...window }) =>
    convolutionShape("SeparableConv2D", input, { ...window, channels: filters }),
  weights: ([input], { kernelSize, depthMultiplier, filters, useBias, ...settings }) => {
    const channels = mapShape(input)?.channels ?? 0;
    const weights: WeightSpec[] = [
      kernelWeight("depthwise_kernel", [...kernelSize, channels, depthMultiplier], {
        initializer: settings.depthwiseInitializer,
        l1: settings.depthwiseL1,
        l2: settings.depthwiseL2,
      }),
      kernelWeight("pointwise_kernel", [1, 1, channels * depthMultiplier, filters], {
        initializer: settings.pointwiseInitializer,
        l1: settings.pointwiseL1,
        l2: settings.pointwiseL2,
      }),
    ];
    if (useBias) weights.push({ name: "bias", shape: [filters], isTrainable: true, initializer: "zeros" });
    return weights;
  },
  macs: ([input], { depthMultiplier, filters, ...window }) => {
    const channels = (mapShape(input)?.channels ?? 0) * depthMultiplier;
    const between = convolutionShape("SeparableConv2D", input, { ...window, channels });
    return between.ok ? elementCount(between.shape) * (elementCount(window.kernelSize) + filters) : 0;
  },
  help: "First looks at each channel on its own, then mixes the channels: like Conv2D with far fewer multiply-adds.",
});
