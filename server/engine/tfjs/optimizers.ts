import type { HyperParameters, OptimizerName } from "#models/training/hyper-parameters.ts";
import type { Tensor } from "./layer-context.ts";

type Update = {
  parameter: Tensor;
  gradient: Tensor;
  /** Values of the slots, in their order. */
  slots: readonly Tensor[];
  rate: number;
  hyperParameters: HyperParameters;
  /** Counts from 1 over the whole training. */
  step: number;
};

export type TfjsOptimizer = {
  /** What it remembers between steps for each weight: the names of the onnx engine's, whose checkpoints fit. */
  slots: readonly string[];
  update: (update: Update) => { parameter: Tensor; slots: readonly Tensor[] };
};

const EPSILON = 1e-7;

/** Keras's; those that are not here are refused by name. */
export const TFJS_OPTIMIZERS: { readonly [Name in OptimizerName]?: TfjsOptimizer } = {
  /** The bias correction sits in the step size. Source: Kingma and Ba, 2015, end of section 2. */
  adam: {
    slots: ["momentum", "velocity"],
    update({ parameter, gradient, slots: [m0, v0], rate, step }) {
      const m = average(m0, gradient, 0.9);
      const v = average(v0, gradient.square(), 0.999);
      const size = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      return { parameter: parameter.sub(m.mul(size).div(v.sqrt().add(EPSILON))), slots: [m, v] };
    },
  },
  sgd: {
    slots: ["momentum"],
    update({ parameter, gradient, slots: [velocity], rate, hyperParameters }) {
      const kept = velocity === undefined ? gradient.mul(0) : velocity.mul(hyperParameters.momentum);
      const moved = kept.sub(gradient.mul(rate));
      return { parameter: parameter.add(moved), slots: [moved] };
    },
  },
  /** Not centred and without momentum: epsilon is added under the root. */
  rmsprop: {
    slots: ["velocity"],
    update({ parameter, gradient, slots: [v0], rate }) {
      const v = average(v0, gradient.square(), 0.9);
      return { parameter: parameter.sub(gradient.mul(rate).div(v.add(EPSILON).sqrt())), slots: [v] };
    },
  },
};

/** average + (1 - decay) (value - average), from 0 at first */
function average(before: Tensor | undefined, value: Tensor, decay: number): Tensor {
  return before === undefined ? value.mul(1 - decay) : before.add(value.sub(before).mul(1 - decay));
}
