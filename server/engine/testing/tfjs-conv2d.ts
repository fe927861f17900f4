import * as tf from "@tensorflow/tfjs";
import type { LayerSettings } from "#models/layers/index.ts";

type Window = Pick<LayerSettings<"Conv2D">, "kernelSize" | "strides" | "padding" | "dilationRate">;
type Settings = Window & { groups: number; useBias: boolean };

/**
 * Convolutions with groups, which TensorFlow.js's layers have not, and with a dilation rate, for which its operators have
 * no gradient: each group is convolved on its own, with a kernel that has zeros between its values.
 */
export class GroupedConv2D extends tf.layers.Layer {
  static className = "GroupedConv2D";
  readonly #settings: Settings;
  readonly #outputShape: readonly number[];
  readonly #kernelShape: readonly number[];

  /** @param kernelShape of the weight; it holds the values of [kh, kw, channels / groups, filters] in that order. */
  constructor(
    settings: Settings,
    { outputShape, kernelShape }: { outputShape: readonly number[]; kernelShape: readonly number[] },
  ) {
    super({});
    this.#settings = settings;
    this.#outputShape = outputShape;
    this.#kernelShape = kernelShape;
  }

  override build(shape: tf.Shape): void {
    const zeros = tf.initializers.zeros();
    this.addWeight("kernel", [...this.#kernelShape], "float32", zeros);
    const filters = this.#outputShape.at(-1) ?? 0;
    if (this.#settings.useBias) this.addWeight("bias", [filters], "float32", zeros);
    super.build(shape);
  }

  override computeOutputShape(): tf.Shape {
    return [null, ...this.#outputShape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = (Array.isArray(inputs) ? inputs : [inputs]) as tf.Tensor4D[];
    const [kernel, bias] = this.trainableWeights.map((weight) => weight.read());
    if (x === undefined || kernel === undefined) throw new Error("GroupedConv2D needs an input and a kernel");
    const output = convolve(x, kernel, { ...this.#settings, filters: this.#outputShape.at(-1) ?? 0 });
    return bias === undefined ? output : output.add(bias);
  }
}

/** Over [steps, channels], as over a map of one row: TensorFlow.js's own knows neither groups nor causal padding. */
export class OwnConv1D extends GroupedConv2D {
  static override className = "OwnConv1D";
  readonly #zerosBefore: number;

  constructor(
    { kernelSize, strides, dilationRate, padding, ...settings }: LayerSettings<"Conv1D">,
    shapes: { outputShape: readonly number[]; kernelShape: readonly number[] },
  ) {
    super(
      {
        ...settings,
        kernelSize: [1, kernelSize],
        strides: [1, strides],
        dilationRate: [1, dilationRate],
        padding: padding === "same" ? "same" : "valid",
      },
      shapes,
    );
    this.#zerosBefore = padding === "causal" ? (kernelSize - 1) * dilationRate : 0;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    if (x === undefined) throw new Error("OwnConv1D needs an input");
    const sides: [number, number][] = [
      [0, 0],
      [this.#zerosBefore, 0],
      [0, 0],
    ];
    return super.call(x.pad(sides).expandDims(1)).squeeze([1]);
  }
}

/** A depthwise convolution with a dilation rate, then a 1x1 one: see `GroupedConv2D`. */
export class DilatedSeparableConv2D extends tf.layers.Layer {
  static className = "DilatedSeparableConv2D";
  readonly #settings: Window;
  readonly #outputShape: readonly number[];
  readonly #weightShapes: readonly (readonly number[])[];

  /** @param weightShapes of the depthwise kernel, the pointwise kernel and, where there is one, the bias. */
  constructor(
    settings: Window,
    {
      outputShape,
      weightShapes,
    }: { outputShape: readonly number[]; weightShapes: readonly (readonly number[])[] },
  ) {
    super({});
    this.#settings = settings;
    this.#outputShape = outputShape;
    this.#weightShapes = weightShapes;
  }

  override build(shape: tf.Shape): void {
    for (const [index, weight] of this.#weightShapes.entries()) {
      this.addWeight(`weight_${index}`, [...weight], "float32", tf.initializers.zeros());
    }
    super.build(shape);
  }

  override computeOutputShape(): tf.Shape {
    return [null, ...this.#outputShape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = (Array.isArray(inputs) ? inputs : [inputs]) as tf.Tensor4D[];
    const [depthwise, pointwise, bias] = this.trainableWeights.map((weight) => weight.read());
    if (x === undefined || depthwise === undefined || pointwise === undefined) {
      throw new Error("DilatedSeparableConv2D needs an input and two kernels");
    }
    const filters = pointwise.shape[2] ?? 0;
    const between = convolve(x, depthwise, { ...this.#settings, groups: x.shape[3], filters });
    const output = tf.conv2d(between, pointwise as tf.Tensor4D, 1, "valid");
    return bias === undefined ? output : output.add(bias);
  }
}

function convolve(
  x: tf.Tensor4D,
  kernel: tf.Tensor,
  {
    kernelSize,
    strides,
    padding,
    dilationRate,
    groups,
    filters,
  }: Window & { groups: number; filters: number },
): tf.Tensor4D {
  const [channels, own] = [x.shape[3] / groups, filters / groups];
  const kernels = spread(kernel.reshape<tf.Tensor4D>([...kernelSize, channels, filters]), dilationRate);
  const parts = Array.from({ length: groups }, (_, group) => {
    const part = x.slice([0, 0, 0, group * channels], [-1, -1, -1, channels]);
    return tf.conv2d(part, kernels.slice([0, 0, 0, group * own], [-1, -1, -1, own]), strides, padding);
  });
  return tf.concat(parts, 3);
}

/** Puts `rate - 1` zeros between neighbours in the first two axes. */
function spread(kernel: tf.Tensor4D, [down, across]: readonly [number, number]): tf.Tensor4D {
  const [height, width, channels, filters] = kernel.shape;
  const rows = kernel.reshape([height, 1, width, channels * filters]);
  const spaced = padAxis(rows, 1, down - 1).reshape([height * down, width, 1, channels * filters]);
  const all = padAxis(spaced, 2, across - 1).reshape([height * down, width * across, channels, filters]);
  const size = [(height - 1) * down + 1, (width - 1) * across + 1] as const;
  return all.slice([0, 0, 0, 0], [...size, channels, filters]) as tf.Tensor4D;
}

function padAxis(x: tf.Tensor, axis: number, zeros: number): tf.Tensor {
  return x.pad(x.shape.map((_, i): [number, number] => [0, i === axis ? zeros : 0]));
}

/**
 * A transposed convolution as one over a map with zeros between its pixels, whose kernel is turned by half: TensorFlow.js's
 * own layer knows neither output padding nor a dilation rate. Its padding is the one that Keras gives JAX.
 * Source: `_convert_conv_transpose_padding_args_from_keras_to_jax` in keras/src/backend/common/backend_utils.py, 3.15.
 */
export class OwnConv2DTranspose extends tf.layers.Layer {
  static className = "OwnConv2DTranspose";
  readonly #settings: LayerSettings<"Conv2DTranspose">;
  readonly #outputShape: readonly number[];
  readonly #kernelShape: readonly number[];

  constructor(
    settings: LayerSettings<"Conv2DTranspose">,
    { outputShape, kernelShape }: { outputShape: readonly number[]; kernelShape: readonly number[] },
  ) {
    super({});
    this.#settings = settings;
    this.#outputShape = outputShape;
    this.#kernelShape = kernelShape;
  }

  override build(shape: tf.Shape): void {
    const zeros = tf.initializers.zeros();
    this.addWeight("kernel", [...this.#kernelShape], "float32", zeros);
    const filters = this.#outputShape.at(-1) ?? 0;
    if (this.#settings.useBias) this.addWeight("bias", [filters], "float32", zeros);
    super.build(shape);
  }

  override computeOutputShape(): tf.Shape {
    return [null, ...this.#outputShape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = (Array.isArray(inputs) ? inputs : [inputs]) as tf.Tensor4D[];
    const [kernel, bias] = this.trainableWeights.map((weight) => weight.read());
    if (x === undefined || kernel === undefined)
      throw new Error("OwnConv2DTranspose needs an input and a kernel");
    const { strides, dilationRate } = this.#settings;
    const apart = spread(x.transpose([1, 2, 0, 3]), strides).transpose<tf.Tensor4D>([2, 0, 1, 3]);
    const turned = spread(kernel as tf.Tensor4D, dilationRate)
      .reverse([0, 1])
      .transpose<tf.Tensor4D>([0, 1, 3, 2]);
    const pads = [this.#pads(0), this.#pads(1)] as const;
    const padded = apart.pad<tf.Tensor4D>([[0, 0], ...pads, [0, 0]]);
    const output = tf.conv2d(padded, turned, 1, "valid");
    return bias === undefined ? output : output.add(bias);
  }

  #pads(axis: 0 | 1): [number, number] {
    const { kernelSize, strides, dilationRate, padding, outputPadding } = this.#settings;
    const reach = (kernelSize[axis] - 1) * dilationRate[axis] + 1;
    const [stride, more] = [strides[axis], outputPadding?.[axis]];
    if (padding === "valid") return [reach - 1, reach - 1 + (more ?? Math.max(reach, stride) - reach)];
    const total = more === undefined ? stride + reach - 2 : reach + (reach % 2) - 2 + more;
    const left = Math.min(Math.floor(total / 2) + (total % 2), reach - 1);
    return [left, total - left];
  }
}
