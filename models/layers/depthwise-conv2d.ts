import { convolutionShape } from "./convolution-shape.ts";
import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { mapShape } from "./map-shape.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import {
  depthMultiplierField,
  dilationRateField,
  kernelSizeField,
  stridesField,
} from "./settings/convolution-fields.ts";
import { flag } from "./settings/flag.ts";
import { depthwiseFields, depthwiseSettings, kernelWeight } from "./settings/kernel.ts";
import { padding, paddingField } from "./settings/padding.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { size2d } from "./settings/size2d.ts";
import { useBiasField } from "./settings/use-bias-field.ts";

/**
 * [h, w, channels] to [h', w', channels depthMultiplier]: the filters of a channel lie beside each other. Kernel
 * [kh, kw, channels, depthMultiplier]; MACs h' w' kh kw channels depthMultiplier.
 */
export const depthwiseConv2d = defineLayer({
  type: "DepthwiseConv2D",
  category: "convolution",
  settings: settingsObject({
    kernelSize: size2d(1, 15).default([3, 3]),
    strides: size2d(1, 15).default([1, 1]),
    padding: padding.default("valid"),
    depthMultiplier: boundedInteger(1, 32).default(1),
    dilationRate: size2d(1, 15).default([1, 1]),
    activation: activation.default("linear"),
    useBias: flag.default(true),
    ...depthwiseSettings,
  }),
  fields: [
    kernelSizeField,
    stridesField,
    paddingField,
    activationField,
    useBiasField,
    depthMultiplierField,
    dilationRateField,
    ...depthwiseFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { depthMultiplier, ...window }) => {
    const channels = (mapShape(input)?.channels ?? 0) * depthMultiplier;
    return convolutionShape("DepthwiseConv2D", input, { ...window, channels });
  },
  weights: ([input], { kernelSize, depthMultiplier, useBias, ...settings }) => {
    const channels = mapShape(input)?.channels ?? 0;
    const kernel = kernelWeight("kernel", [...kernelSize, channels, depthMultiplier], {
      initializer: settings.depthwiseInitializer,
      l1: settings.depthwiseL1,
      l2: settings.depthwiseL2,
    });
    const shape = [channels * depthMultiplier];
    const bias: WeightSpec = { name: "bias", shape, isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input], { depthMultiplier, ...window }) => {
    const channels = (mapShape(input)?.channels ?? 0) * depthMultiplier;
    const output = convolutionShape("DepthwiseConv2D", input, { ...window, channels });
    return output.ok ? elementCount(output.shape) * elementCount(window.kernelSize) : 0;
  },
  help: "Slides filters over each channel on its own: cheap, and followed by a 1x1 Conv2D nearly as good as a full one.",
});
