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

/** A layer that keeps the shape. */
export class Elementwise extends tf.layers.Layer {
  static className = "Elementwise";
  readonly #compute: (x: tf.Tensor) => tf.Tensor;

  constructor(compute: (x: tf.Tensor) => tf.Tensor) {
    super({});
    this.#compute = compute;
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = Array.isArray(inputs) ? inputs : [inputs];
    if (x === undefined) throw new Error("Elementwise needs an input");
    return this.#compute(x);
  }
}
