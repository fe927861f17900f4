import * as tf from "@tensorflow/tfjs";
import type { LayerSettings } from "#models/layers/index.ts";

type Settings = Pick<
  LayerSettings<"Conv2D">,
  "kernelSize" | "strides" | "padding" | "dilationRate" | "groups" | "useBias"
>;

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
    const { kernelSize, groups, strides, padding, dilationRate } = this.#settings;
    const [kernel, bias] = this.trainableWeights.map((weight) => weight.read());
    if (x === undefined || kernel === undefined) throw new Error("GroupedConv2D needs an input and a kernel");
    const [channels, filters] = [x.shape[3] / groups, (this.#outputShape.at(-1) ?? 0) / groups];
    const kernels = spread(
      kernel.reshape<tf.Tensor4D>([...kernelSize, channels, filters * groups]),
      dilationRate,
    );
    const parts = Array.from({ length: groups }, (_, group) => {
      const part = x.slice([0, 0, 0, group * channels], [-1, -1, -1, channels]);
      const own = kernels.slice([0, 0, 0, group * filters], [-1, -1, -1, filters]);
      return tf.conv2d(part, own, strides, padding);
    });
    const output = tf.concat(parts, 3);
    return bias === undefined ? output : output.add(bias);
  }
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
