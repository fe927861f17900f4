import { defineLayer, type Shape, type ShapeResult, type WeightSpec } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import { filtersField, kernelSizeField, MAX_FILTERS, stridesField } from "./settings/convolution-fields.ts";
import { flag } from "./settings/flag.ts";
import { kernelFields, kernelSettings, kernelWeight } from "./settings/kernel.ts";
import { padding, type Padding } from "./settings/padding.ts";
import { settingsObject } from "./settings/settings-object.ts";
import { size2d, type Size2d } from "./settings/size2d.ts";
import { useBiasField } from "./settings/use-bias-field.ts";

/**
 * [h, w, channels] to [h', w', filters]: the way back of a convolution from [h', w', filters] to [h, w, channels]. Kernel
 * [kh, kw, filters, channels]; MACs h w kh kw channels filters.
 */
export const conv2dTranspose = defineLayer({
  type: "Conv2DTranspose",
  category: "convolution",
  settings: settingsObject({
    filters: boundedInteger(1, MAX_FILTERS).default(32),
    kernelSize: size2d(1, 15).default([3, 3]),
    strides: size2d(1, 15).default([1, 1]),
    padding: padding.default("valid"),
    activation: activation.default("linear"),
    useBias: flag.default(true),
    ...kernelSettings,
  }),
  fields: [
    { ...filtersField, help: "How many channels the output has; each is painted with patterns of its own." },
    { ...kernelSizeField, help: "Height and width of the pattern that each input pixel paints." },
    { ...stridesField, help: "How far apart the patterns are painted; 2 doubles the map." },
    {
      name: "padding",
      label: "Padding",
      kind: "choice",
      options: [
        { value: "valid", label: "valid: all that is painted" },
        { value: "same", label: "same: input size times strides" },
      ],
      help: "With same, what is painted beyond the map's edges is cut off.",
    },
    activationField,
    useBiasField,
    ...kernelFields,
  ],
  inputs: { min: 1, max: 1 },
  outputShape: ([input], settings) => transposedShape(input, settings),
  weights: ([input], { kernelSize, filters, useBias, ...settings }) => {
    const kernel = kernelWeight("kernel", [...kernelSize, filters, mapShape(input)?.channels ?? 0], {
      initializer: settings.kernelInitializer,
      l1: settings.kernelL1,
      l2: settings.kernelL2,
    });
    const bias: WeightSpec = { name: "bias", shape: [filters], isTrainable: true, initializer: "zeros" };
    return useBias ? [kernel, bias] : [kernel];
  },
  macs: ([input = []], { filters, kernelSize }) => elementCount(input) * elementCount(kernelSize) * filters,
  help: "Paints a learned pattern for every pixel, so that a small map becomes a larger one: a convolution backwards.",
});

type Transposed = { filters: number; kernelSize: Size2d; strides: Size2d; padding: Padding };

/** Source: `_get_output_shape_given_tf_padding` in keras/src/backend/common/backend_utils.py, 3.15. */
function transposedShape(input: Shape | undefined, settings: Transposed): ShapeResult {
  const map = mapShape(input);
  if (map === null) return needsMap("Conv2DTranspose", input);
  const { filters, kernelSize, strides, padding } = settings;
  const length = (side: number, axis: 0 | 1) =>
    side * strides[axis] + (padding === "same" ? 0 : Math.max(kernelSize[axis] - strides[axis], 0));
  return { ok: true, shape: [length(map.height, 0), length(map.width, 1), filters] };
}
