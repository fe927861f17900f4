import type * as TensorFlow from "@tensorflow/tfjs";
import { LEAKY_RELU_SLOPE, type ActivationName } from "#models/layers/settings/activation.ts";

type Tensor = TensorFlow.Tensor;

/** Over the last axis where there is one, as in Keras. */
export const ACTIVATIONS: Readonly<Record<ActivationName, (x: Tensor) => Tensor>> = {
  linear: (x) => x,
  relu: (x) => x.relu(),
  relu6: (x) => x.clipByValue(0, 6),
  leaky_relu: (x) => x.leakyRelu(LEAKY_RELU_SLOPE),
  elu: (x) => x.elu(),
  selu: (x) => x.selu(),
  gelu: (x) => x.mul(x.mul(Math.SQRT1_2).erf().add(1)).mul(0.5),
  silu: (x) => x.mul(x.sigmoid()),
  mish: (x) => x.mul(x.softplus().tanh()),
  softplus: (x) => x.softplus(),
  softsign: (x) => x.div(x.abs().add(1)),
  sigmoid: (x) => x.sigmoid(),
  hard_sigmoid: hardSigmoid,
  hard_silu: (x) => x.mul(hardSigmoid(x)),
  tanh: (x) => x.tanh(),
  softmax: (x) => x.softmax(),
};

function hardSigmoid(x: Tensor): Tensor {
  return x.div(6).add(0.5).clipByValue(0, 1);
}
