import * as tf from "@tensorflow/tfjs";

/** What TensorFlow.js's layers have not, or define as Keras 2 did, from its differentiable operators. */
export const OWN_ACTIVATIONS: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  gelu: (x) => x.mul(x.mul(Math.SQRT1_2).erf().add(1)).mul(0.5),
  silu: (x) => x.mul(x.sigmoid()),
  hard_sigmoid: hardSigmoid,
  hard_silu: (x) => x.mul(hardSigmoid(x)),
};

function hardSigmoid(x: tf.Tensor): tf.Tensor {
  return x.div(6).add(0.5).clipByValue(0, 1);
}

/** TensorFlow.js 4.22 has a wrong gradient for its own nearest-neighbour resizing: of tiles it is right. */
export function repeatPixels(x: tf.Tensor4D, [down, across]: readonly [number, number]): tf.Tensor {
  const [count, height, width, channels] = x.shape;
  const rows = x.reshape([count * height, 1, width * channels]).tile([1, down, 1]);
  const pixels = rows.reshape([count * height * down * width, 1, channels]).tile([1, across, 1]);
  return pixels.reshape([count, height * down, width * across, channels]);
}

/** Forward only: TensorFlow.js 4.22 leaves out of its gradients that places are the middles of pixels. */
export function resizePixels(
  x: tf.Tensor4D,
  [height = 1, width = 1]: readonly number[],
  interpolation: "nearest" | "bilinear",
): tf.Tensor {
  return interpolation === "nearest"
    ? tf.image.resizeNearestNeighbor(x, [height, width], false, true)
    : tf.image.resizeBilinear(x, [height, width], false, true);
}

/** A layer from one function; it keeps the shape unless it is given one. */
export class Elementwise extends tf.layers.Layer {
  static className = "Elementwise";
  readonly #compute: (x: tf.Tensor) => tf.Tensor;

  readonly #outputShape: readonly number[] | undefined;

  constructor(compute: (x: tf.Tensor) => tf.Tensor, outputShape?: readonly number[]) {
    super({});
    this.#outputShape = outputShape;
    this.#compute = compute;
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return this.#outputShape === undefined ? shape : [null, ...this.#outputShape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    if (x === undefined) throw new Error("Elementwise needs an input");
    return this.#compute(x);
  }
}
