import { dilatedSize } from "../layers/convolution-shape.ts";
import { layerOf, type LayerType } from "../layers/index.ts";
import { normalizingScale } from "../layers/normalization.ts";
import type { Padding } from "../layers/settings/padding.ts";
import type { PerChannel } from "../layers/settings/per-channel.ts";
import { groupNormalizationForms } from "./tfjs-group-normalization.ts";
import type { Size2d } from "../layers/settings/size2d.ts";
import { LEAKY_RELU_SLOPE } from "../layers/settings/activation.ts";
import type { JsonObject } from "./json.ts";
import type { NetworkLayer } from "./network.ts";
import type { TfjsForms, TfjsPart } from "./tfjs-part.ts";

/**
 * What stands for a layer in TensorFlow.js: nothing for an augmentation, which does nothing after training.
 * @param config its Keras 2 config.
 */
export function tfjsForms(layer: NetworkLayer, config: JsonObject): TfjsForms {
  if (layerOf(layer.type)?.category === "augmentation") return { parts: [], kernels: {} };
  const reason = whyNotInTfjs(layer);
  if (reason !== null) throw new Error(reason);
  if (layer.type === "GroupNormalization") return groupNormalizationForms(layer, config);
  const { part, kernels, cropping } = plainForm(layer, config);
  const first = { ...part, name: layer.name, inputs: [] };
  const lacking = lackingActivation(layer.name, config.activation);
  const linear = { ...first, config: { ...first.config, activation: "linear" } };
  const parts: TfjsPart[] = lacking === null ? [first] : [linear, ...lacking];
  if (cropping !== undefined) {
    const inputs = [parts.at(-1)?.name ?? layer.name];
    parts.push({ name: `${layer.name}__cropped`, className: "Cropping2D", config: { cropping }, inputs });
  }
  return { parts, kernels };
}

/** What gives the numbers of an activation that TensorFlow.js has not under this name; null where it has. */
function lackingActivation(name: string, activation: unknown): TfjsPart[] | null {
  switch (activation) {
    case "leaky_relu":
      return [
        {
          name: `${name}__leaky`,
          className: "LeakyReLU",
          config: { alpha: LEAKY_RELU_SLOPE },
          inputs: [name],
        },
      ];
    case "hard_sigmoid":
    case "hard_silu":
      return hardActivation(name, activation === "hard_silu");
    default:
      return null;
  }
}

/** Said of a layer for which nothing that TensorFlow.js has gives the same numbers; null for all others. */
export function whyNotInTfjs({ name, type, settings }: NetworkLayer): string | null {
  if (type === "Conv1D" && settings.padding === "causal") {
    return `TensorFlow.js has no causal padding, and ${name} is a Conv1D with it`;
  }
  const isBilinear = type === "UpSampling2D" && settings.interpolation === "bilinear";
  if (type !== "Resizing" && !isBilinear) return null;
  return `TensorFlow.js resizes maps at other places than Keras, and ${name} is a ${isBilinear ? "bilinear " : ""}${type}`;
}

type Form = {
  part: Pick<TfjsPart, "className" | "config">;
  kernels: TfjsForms["kernels"];
  /** Rows and columns of what the part gives that are none of the layer's. */
  cropping?: [number, number][];
};

function plainForm(layer: NetworkLayer, config: JsonObject): Form {
  return FORMS[layer.type]?.(layer, config) ?? { part: { className: layer.type, config }, kernels: {} };
}

/** Layers that TensorFlow.js writes or computes in another way than Keras. */
const FORMS: Partial<Record<LayerType, (layer: NetworkLayer, config: JsonObject) => Form>> = {
  Conv2D({ weights }, { groups, ...config }) {
    const part = { className: "Conv2D", config };
    if (groups === 1) return { part, kernels: {} };
    const [height = 0, width = 0, channels = 0, filters = 0] = shapeOf("kernel", weights);
    const shape = [height, width, channels * Number(groups), filters];
    return { part, kernels: { kernel: { groups: Number(groups), dilation: [1, 1], shape } } };
  },
  Conv1D({ weights }, { groups, ...config }) {
    const part = { className: "Conv1D", config };
    if (groups === 1) return { part, kernels: {} };
    const [size = 0, channels = 0, filters = 0] = shapeOf("kernel", weights);
    const shape = [size, channels * Number(groups), filters];
    return { part, kernels: { kernel: { groups: Number(groups), dilation: [1, 1], shape } } };
  },
  Conv2DTranspose: transposedForm,
  DepthwiseConv2D: (layer, config) => undilated("kernel", layer, config),
  SeparableConv2D: (layer, config) => undilated("depthwise_kernel", layer, config),
  /** Of a flat input there is none, and nothing to do. */
  Flatten: ({ inputShapes }, config) =>
    inputShapes[0]?.length === 1
      ? { part: { className: "Activation", config: { activation: "linear" } }, kernels: {} }
      : { part: { className: "Flatten", config }, kernels: {} },
  /** A size of -1 it does not work out. */
  Reshape: ({ shape }) => ({
    part: { className: "Reshape", config: { target_shape: [...shape] } },
    kernels: {},
  }),
  Identity: () => ({ part: { className: "Activation", config: { activation: "linear" } }, kernels: {} }),
  Normalization({ settings, shape }) {
    const given = settings as { mean: PerChannel; variance: PerChannel };
    return {
      part: { className: "Rescaling", config: normalizingScale(given, shape.at(-1) ?? 0) },
      kernels: {},
    };
  },
  SpatialDropout2D: (_, config) => ({
    part: { className: "Dropout", config: { ...config, noise_shape: [null, 1, 1, null] } },
    kernels: {},
  }),
};

/** TensorFlow.js takes a depthwise convolution's dilation rate and does without it. */
function undilated(name: string, { type, settings, weights }: NetworkLayer, config: JsonObject): Form {
  const dilation = settings.dilationRate as [number, number];
  if (Math.max(...dilation) === 1) return { part: { className: type, config }, kernels: {} };
  const [height = 0, width = 0, ...channels] = shapeOf(name, weights);
  const size = [(height - 1) * dilation[0] + 1, (width - 1) * dilation[1] + 1];
  return {
    part: { className: type, config: { ...config, kernel_size: size, dilation_rate: [1, 1] } },
    kernels: { [name]: { groups: 1, dilation, shape: [...size, ...channels] } },
  };
}

/** TensorFlow.js's has no output padding: of all that a kernel with zeros behind it paints, the layer's part is cut out. */
function transposedForm(layer: NetworkLayer, { output_padding: asked, ...config }: JsonObject): Form {
  if (asked === undefined) return undilated("kernel", layer, config);
  const [height = 0, width = 0, ...channels] = shapeOf("kernel", layer.weights);
  const dilation = layer.settings.dilationRate as Size2d;
  const reach = dilatedSize([height, width], dilation);
  const { strides, padding } = layer.settings as { strides: Size2d; padding: Padding };
  const sides = ([0, 1] as const).map((axis) => {
    const [length, stride] = [layer.shape[axis] ?? 1, strides[axis]];
    const start = ((layer.inputShapes[0]?.[axis] ?? 1) - 1) * stride;
    const before = padding === "same" ? Math.floor(Math.max(start + reach[axis] - length, 0) / 2) : 0;
    const size = Math.max(reach[axis], before + length - start);
    return { size, crop: [before, start + Math.max(size, stride) - before - length] as [number, number] };
  });
  const size = sides.map((side) => side.size);
  const { dilation_rate: _, ...rest } = config;
  return {
    part: { className: layer.type, config: { ...rest, kernel_size: size, padding: "valid" } },
    kernels: { kernel: { groups: 1, dilation, shape: [...size, ...channels] } },
    cropping: sides.map(({ crop }) => crop),
  };
}

function shapeOf(name: string, weights: NetworkLayer["weights"]): readonly number[] {
  return weights.find((weight) => weight.name === name)?.shape ?? [];
}

/** max(0, min(1, x / 6 + 1 / 2)), Keras 3's: TensorFlow.js has that of Keras 2, x / 5 + 1 / 2. */
function hardActivation(name: string, isSilu: boolean): TfjsPart[] {
  const [shifted, clipped, gate, product] = ["shifted", "clipped", "gate", "product"].map(
    (part) => `${name}__${part}`,
  ) as [string, string, string, string];
  const parts: TfjsPart[] = [
    { name: shifted, className: "Rescaling", config: { scale: 1, offset: 3 }, inputs: [name] },
    { name: clipped, className: "Activation", config: { activation: "relu6" }, inputs: [shifted] },
    { name: gate, className: "Rescaling", config: { scale: 1 / 6, offset: 0 }, inputs: [clipped] },
  ];
  if (isSilu) parts.push({ name: product, className: "Multiply", config: {}, inputs: [name, gate] });
  return parts;
}
