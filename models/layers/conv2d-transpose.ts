import { dilatedSize } from "./convolution-shape.ts";
import { defineLayer, type Shape, type ShapeResult, type WeightSpec } from "./define-layer.ts";
import { elementCount } from "./element-count.ts";
import { mapShape } from "./map-shape.ts";
import { needsMap } from "./needs-map.ts";
import { activation, activationField } from "./settings/activation.ts";
import { boundedInteger } from "./settings/bounded-number.ts";
import {
  dilationRateField,
  filtersField,
  kernelSizeField,
  MAX_FILTERS,
  stridesField,
} from "./settings/convolution-fields.ts";
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
    outputPadding: size2d(0, 14).optional(),
    dilationRate: size2d(1, 15).default([1, 1]),
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
    {
      name: "outputPadding",
      label: "Output padding",
      kind: "size2d",
      isAdvanced: true,
      min: 0,
      max: 14,
      step: 1,
      isOptional: true,
      emptyMeans: "as many as the padding asks for",
      help: "Rows and columns more at the bottom right, fewer than the strides: which of the sizes it came from is meant.",
    },
    dilationRateField,
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

type Transposed = {
  kernelSize: Size2d;
  strides: Size2d;
  padding: Padding;
  outputPadding?: Size2d | undefined;
  dilationRate: Size2d;
};

function transposedShape(input: Shape | undefined, settings: Transposed & { filters: number }): ShapeResult {
  const map = mapShape(input);
  if (map === null) return needsMap("Conv2DTranspose", input);
  const { filters, strides, outputPadding, dilationRate } = settings;
  if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
    const reason =
      "Conv2DTranspose takes strides above 1 or a dilation rate above 1, not both; set one of them to 1";
    return { ok: false, reason };
  }
  if (outputPadding?.some((side, axis) => side >= (strides[axis] ?? 1)) === true) {
    const reason = `Conv2DTranspose takes less output padding than its strides of ${strides.join(" x ")}, received ${outputPadding.join(" x ")}`;
    return { ok: false, reason };
  }
  const [height, width] = transposedSides([map.height, map.width], settings);
  if (Math.min(height, width) < 1) {
    return {
      ok: false,
      reason: "Conv2DTranspose would leave nothing of this map; give it more output padding, or none",
    };
  }
  return { ok: true, shape: [height, width, filters] };
}

/** Height and width that all is painted into. Source: `_get_output_shape_given_tf_padding` in keras/src/backend/common/backend_utils.py, 3.15. */
function transposedSides(input: Size2d, { padding, ...settings }: Transposed): Size2d {
  const { kernelSize, strides, outputPadding, dilationRate } = settings;
  const reach = dilatedSize(kernelSize, dilationRate);
  const length = (axis: 0 | 1) => {
    const [side, size, stride] = [input[axis], reach[axis], strides[axis]];
    const more = outputPadding?.[axis];
    if (padding === "same")
      return more === undefined ? side * stride : (side - 1) * stride + (size % 2) + more;
    return (side - 1) * stride + size + (more ?? Math.max(stride - size, 0));
  };
  return [length(0), length(1)];
}
