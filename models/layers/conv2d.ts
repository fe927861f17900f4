import { defineLayer, type WeightSpec } from "./define-layer.ts";
import { mapShape } from "./map-shape.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import { flag } from "./settings/flag.ts";
import { padding, paddingField } from "./settings/padding.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { size2d } from "./settings/size2d.ts";
import { useBiasField } from "./settings/use-bias-field.ts";
import { windowShape } from "./window-shape.ts";

/** [h, w, channels] to [h', w', filters]. Kernel [kh, kw, channels, filters]; MACs h' w' kh kw channels filters. */
export const conv2d = defineLayer({
  type: "Conv2D",
  category: "convolution",
  settings: settingsObject({
    filters: boundedInteger(1, 2048).default(32),
    kernelSize: size2d(1, 15).default([3, 3]),
    strides: size2d(1, 15).default([1, 1]),
    padding: padding.default("valid"),
    activation: activation.default("linear"),
    useBias: flag.default(true),
  }),
  fields: [
    {
      name: "filters",
      label: "Filters",
      kind: "integer",
      min: 1,
      max: 2048,
      step: 1,
      help: "How many patterns the layer learns to look for; each makes one channel of the output.",
    },
    {
      name: "kernelSize",
      label: "Kernel size",
      kind: "size2d",
      min: 1,
      max: 15,
      step: 1,
      isOptional: false,
      help: "Height and width of the window that each filter sees at once.",
    },
    {
      name: "strides",
      label: "Strides",
      kind: "size2d",
      min: 1,
      max: 15,
      step: 1,
      isOptional: false,
      help: "How far the window moves each time; 2 halves the map.",
    },
    paddingField,
    activationField,
    useBiasField,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], { kernelSize, strides, padding, filters }) =>
    windowShape("Conv2D", input, { size: kernelSize, strides, padding, channels: filters }),
  weights: ([input], { kernelSize, filters, useBias }) => {
    const channels = mapShape(input)?.channels ?? 0;
    const kernel: WeightSpec = {
      name: "kernel",
      shape: [...kernelSize, channels, filters],
      isTrainable: true,
      initializer: "glorotUniform",
    };
    const bias: WeightSpec = { name: "bias", shape: [filters], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input], { kernelSize, strides, padding, filters }) => {
    const output = windowShape("Conv2D", input, { size: kernelSize, strides, padding, channels: filters });
    const channels = mapShape(input)?.channels ?? 0;
    if (!output.ok) return 0;
    return output.shape.reduce((product, size) => product * size, kernelSize[0] * kernelSize[1] * channels);
  },
  help: "Slides small learned filters over the map and writes down how strongly each one matches at every place.",
});
