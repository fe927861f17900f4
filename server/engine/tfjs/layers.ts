import type * as TensorFlow from "@tensorflow/tfjs";
import { elementCount } from "#models/layers/element-count.ts";
import { groupCount } from "#models/layers/group-normalization.ts";
import type { LayerType } from "#models/layers/index.ts";
import { normalizingScale } from "#models/layers/normalization.ts";
import { paddedSides } from "#models/layers/settings/sides-of-map.ts";
import { ACTIVATIONS } from "./activations.ts";
import { changeContrast, flip, translate, turn, zoom } from "./augmentation.ts";
import { convolve, convolveDepthwise, paintBack } from "./convolve.ts";
import type { LayerContext, Tensor, TfjsLayer } from "./layer-context.ts";
import { averagePool, largestOfChannels, repeatPixels } from "./pool.ts";
import { resize } from "./resize.ts";

type Normalized = LayerContext<"BatchNormalization" | "LayerNormalization" | "GroupNormalization">;

/** How the `tfjs` engine computes each layer. */
export const TFJS_LAYERS: { readonly [Type in Exclude<LayerType, "Input" | "Output">]: TfjsLayer<Type> } = {
  Activation: ({ settings, inputs: [x] }) => ACTIVATIONS[settings.activation](x),
  PReLU: ({ inputs: [x], weight }) => x.relu().sub(weight("alpha").mul(x.neg().relu())),
  LeakyReLU: ({ settings, inputs: [x], tf }) => tf.leakyRelu(x, settings.negativeSlope),
  Add: ({ inputs }) => inputs.reduce((left, right) => left.add(right)),
  Concatenate: ({ tf, inputs, settings }) => tf.concat([...inputs], settings.axis),
  Multiply: ({ inputs }) => inputs.reduce((left, right) => left.mul(right)),
  Conv2D: ({ tf, settings, inputs: [input], weight }) => {
    const sum = convolve(tf, { input, kernel: weight("kernel") }, settings);
    return ACTIVATIONS[settings.activation](settings.useBias ? sum.add(weight("bias")) : sum);
  },
  DepthwiseConv2D: ({ tf, settings, inputs: [input], weight }) => {
    const sum = convolveDepthwise(tf, { input, kernel: weight("kernel") }, settings);
    return ACTIVATIONS[settings.activation](settings.useBias ? sum.add(weight("bias")) : sum);
  },
  SeparableConv2D: ({ tf, settings, inputs: [input], weight }) => {
    const between = convolveDepthwise(tf, { input, kernel: weight("depthwise_kernel") }, settings);
    const sum = convolve(
      tf,
      { input: between, kernel: weight("pointwise_kernel") },
      { strides: [1, 1], padding: "valid", dilationRate: [1, 1], groups: 1 },
    );
    return ACTIVATIONS[settings.activation](settings.useBias ? sum.add(weight("bias")) : sum);
  },
  Conv2DTranspose: ({ tf, settings, inputs: [x], outputShape, weight }) => {
    const sum = paintBack(tf, { input: x, kernel: weight("kernel") }, { ...settings, outputShape });
    return ACTIVATIONS[settings.activation](settings.useBias ? sum.add(weight("bias")) : sum);
  },
  Dense: ({ settings, inputs: [x], inputShapes: [shape = []], outputShape, weight }) => {
    const rows = shape.length === 1 ? x : x.reshape([-1, shape.at(-1) ?? 1]);
    const product = rows.matMul(weight("kernel"));
    const sum = shape.length === 1 ? product : product.reshape([-1, ...outputShape]);
    return ACTIVATIONS[settings.activation](settings.useBias ? sum.add(weight("bias")) : sum);
  },
  Conv1D: ({ tf, settings, inputs: [x], weight }) => {
    const { kernelSize, strides, padding, dilationRate, groups } = settings;
    const before = padding === "causal" ? (kernelSize - 1) * dilationRate : 0;
    const sides: [number, number][] = [
      [0, 0],
      [before, 0],
      [0, 0],
    ];
    const sum = convolve(
      tf,
      { input: x.pad(sides).expandDims(1), kernel: weight("kernel").expandDims(0) },
      {
        strides: [1, strides],
        padding: padding === "same" ? "same" : "valid",
        dilationRate: [1, dilationRate],
        groups,
      },
    ).squeeze([1]);
    return ACTIVATIONS[settings.activation](settings.useBias ? sum.add(weight("bias")) : sum);
  },
  MaxPooling1D: ({ tf, settings: { poolSize, strides = poolSize, padding }, inputs: [x] }) =>
    tf.maxPool(x.expandDims<TensorFlow.Tensor4D>(1), [1, poolSize], [1, strides], padding).squeeze([1]),
  AveragePooling1D: ({ tf, settings, inputs: [x], inputShapes: [inputShape = []], outputShape }) => {
    const { poolSize, strides = poolSize, padding } = settings;
    const pooled = averagePool(tf, x.expandDims(1), {
      size: [1, poolSize],
      strides: [1, strides],
      padding,
      inputShape: [1, ...inputShape],
      outputShape: [1, ...outputShape],
    });
    return pooled.squeeze([1]);
  },
  GlobalAveragePooling1D: ({ inputs: [x] }) => x.mean(1),
  GlobalMaxPooling1D: ({ tf, inputs: [x] }) => largestOfChannels(tf, x.expandDims(1)),
  MaxPooling2D: ({ tf, settings, inputs: [x] }) => {
    const strides = settings.strides ?? settings.poolSize;
    return tf.maxPool(x as TensorFlow.Tensor4D, [...settings.poolSize], [...strides], settings.padding);
  },
  AveragePooling2D: ({ tf, settings, inputs: [x], inputShapes: [inputShape = []], outputShape }) => {
    const { poolSize: size, strides, padding } = settings;
    return averagePool(tf, x, { size, strides: strides ?? size, padding, inputShape, outputShape });
  },
  GlobalAveragePooling2D: ({ inputs: [x] }) => x.mean([1, 2]),
  GlobalMaxPooling2D: ({ tf, inputs: [x] }) => largestOfChannels(tf, x),
  Flatten: ({ inputs: [x], outputShape }) => x.reshape([-1, ...outputShape]),
  Reshape: ({ inputs: [x], outputShape }) => x.reshape([-1, ...outputShape]),
  Rescaling: ({ settings, inputs: [x] }) => x.mul(settings.scale).add(settings.offset),
  Normalization: ({ settings, inputs: [x], inputShapes: [shape = []] }) => {
    const { scale, offset } = normalizingScale(settings, shape.at(-1) ?? 0);
    return x.mul(scale).add(offset);
  },
  Identity: ({ inputs: [x] }) => x,
  Resizing: ({ tf, settings: { interpolation }, inputs: [x], outputShape }) =>
    resize(tf, x, { outputShape, interpolation }),
  UpSampling2D: ({ tf, settings: { size, interpolation }, inputs: [x], outputShape }) =>
    interpolation === "nearest" ? repeatPixels(x, size) : resize(tf, x, { outputShape, interpolation }),
  RandomFlip: flip,
  RandomRotation: turn,
  RandomTranslation: translate,
  RandomZoom: zoom,
  RandomContrast: changeContrast,
  ZeroPadding2D: ({ settings, inputs: [x] }) => {
    const { before, after } = paddedSides(settings.padding);
    return x.pad([
      [0, 0],
      [before[0], after[0]],
      [before[1], after[1]],
      [0, 0],
    ]);
  },
  Cropping2D: ({ settings, inputs: [x], outputShape }) => {
    const { before } = paddedSides(settings.cropping);
    return x.slice([0, ...before, 0], [-1, ...outputShape]);
  },
  Dropout: (context) => {
    const shape = context.inputShapes[0] ?? [];
    return drop(context, context.settings.wholeImage === true ? shape.map(() => 1) : shape);
  },
  SpatialDropout2D: (context) => drop(context, [1, 1, context.inputShapes[0]?.[2] ?? 1]),
  GaussianNoise: ({ settings, inputs: [x], inputShapes: [shape = []], isTraining, random }) =>
    isTraining && settings.stddev > 0 ? x.add(random({ kind: "normal" }, shape).mul(settings.stddev)) : x,
  LayerNormalization: (context) => {
    const [x] = context.inputs;
    const { mean, variance } = context.tf.moments(x, -1, true);
    return normalize(context, mean, variance);
  },
  GroupNormalization: (context) => {
    const { tf, settings, inputs, inputShapes } = context;
    const shape = inputShapes[0] ?? [];
    const channels = shape.at(-1) ?? 1;
    const groups = groupCount(settings.groups, channels);
    const parts = inputs[0].reshape([-1, elementCount(shape) / channels, groups, channels / groups]);
    const { mean, variance } = tf.moments(parts, [1, 3], true);
    const each = parts
      .sub(mean)
      .div(variance.add(settings.epsilon).sqrt())
      .reshape([-1, ...shape]);
    return moved(context, each);
  },
  BatchNormalization: (context) => {
    const { tf, settings, inputs, isTraining, isFrozen, weight, update } = context;
    if (!isTraining || isFrozen) return normalize(context, weight("moving_mean"), weight("moving_variance"));
    const axes = inputs[0].shape.slice(0, -1).map((_, axis) => axis);
    const { mean, variance } = tf.moments(inputs[0], axes);
    for (const [name, batch] of [
      ["moving_mean", mean],
      ["moving_variance", variance],
    ] as const) {
      const running = weight(name);
      update(name, running.add(batch.sub(running).mul(1 - settings.momentum)));
    }
    return normalize(context, mean, variance);
  },
};

function drop(
  { settings, inputs: [x], isTraining, random }: LayerContext<"Dropout"> | LayerContext<"SpatialDropout2D">,
  shape: readonly number[],
): Tensor {
  const { rate } = settings;
  return isTraining && rate > 0 ? x.mul(random({ kind: "mask", rate }, shape)).mul(1 / (1 - rate)) : x;
}

function normalize({ settings, inputs: [x], weight }: Normalized, mean: Tensor, variance: Tensor): Tensor {
  return moved({ settings, weight }, x.sub(mean).div(variance.add(settings.epsilon).sqrt()));
}

/** By gamma and beta, where the layer has them. */
function moved({ settings, weight }: Pick<Normalized, "settings" | "weight">, normalized: Tensor): Tensor {
  const scaled = settings.scale ? normalized.mul(weight("gamma")) : normalized;
  return settings.center ? scaled.add(weight("beta")) : scaled;
}
