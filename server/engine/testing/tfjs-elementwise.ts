import * as tf from "@tensorflow/tfjs";

/** What TensorFlow.js's layers have not, or define as Keras 2 did, from its differentiable operators. */
export const OWN_ACTIVATIONS: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  gelu: (x) => x.mul(x.mul(Math.SQRT1_2).erf().add(1)).mul(0.5),
  silu: (x) => x.mul(x.sigmoid()),
  leaky_relu: (x) => x.leakyRelu(0.2),
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

/** By a matrix for the rows and one for the columns: TensorFlow.js 4.22 has wrong gradients for its own resizing. */
export function resizePixels(
  x: tf.Tensor4D,
  [height = 1, width = 1]: readonly number[],
  interpolation: "nearest" | "bilinear",
): tf.Tensor {
  const resizedRows = (value: tf.Tensor4D, rows: number) => {
    const [count, from, across, channels] = value.shape;
    const resize = tf.image[interpolation === "nearest" ? "resizeNearestNeighbor" : "resizeBilinear"];
    const matrix = resize(tf.eye(from).reshape<tf.Tensor4D>([1, from, from, 1]), [rows, from], false, true);
    const matrices = matrix.reshape([1, rows, from]).tile([count, 1, 1]);
    const product = tf.matMul(matrices, value.reshape([count, from, across * channels]));
    return product.reshape<tf.Tensor4D>([count, rows, across, channels]);
  };
  const turned = resizedRows(x, height).transpose<tf.Tensor4D>([0, 2, 1, 3]);
  return resizedRows(turned, width).transpose([0, 2, 1, 3]);
}

/**
 * The mean of each window's true pixels. TensorFlow.js 4.22 divides the gradients of its own by the whole window where a
 * part of it is padding.
 */
export function meanOfWindows(x: tf.Tensor4D, { poolSize, strides, padding }: Pooling): tf.Tensor {
  if (padding === "valid") return tf.avgPool(x, poolSize, strides ?? poolSize, "valid");
  const [, height, width] = x.shape;
  const sides = [height, width].map((side, axis): [number, number] => {
    const [size, stride] = [poolSize[axis] ?? 1, (strides ?? poolSize)[axis] ?? 1];
    const total = Math.max((Math.ceil(side / stride) - 1) * stride + size - side, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
  const [rows = [0, 0], columns = [0, 0]] = sides;
  const padded = (value: tf.Tensor4D) =>
    tf.avgPool(
      value.pad<tf.Tensor4D>([[0, 0], rows, columns, [0, 0]]),
      poolSize,
      strides ?? poolSize,
      "valid",
    );
  return padded(x).div(padded(tf.ones([1, height, width, 1])));
}

/** As the mean of all that are largest, which share the gradient in TensorFlow: TensorFlow.js gives all of it to each. */
export function largest(x: tf.Tensor, axes: number[]): tf.Tensor {
  const isLargest = tf.tensor(x.equal(x.max(axes, true)).dataSync(), x.shape, "float32");
  return x.mul(isLargest).sum(axes).div(isLargest.sum(axes));
}

type Pooling = {
  poolSize: [number, number];
  strides?: [number, number] | undefined;
  padding: "valid" | "same";
};

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
