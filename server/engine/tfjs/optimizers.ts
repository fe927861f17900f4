import type { HyperParameters, OptimizerName } from "#models/training/hyper-parameters.ts";
import type { Tensor } from "./layer-context.ts";

type Update = {
  parameter: Tensor;
  gradient: Tensor;
  /** Values of the slots, in their order. */
  slots: readonly Tensor[];
  learningRate: number;
  hyperParameters: HyperParameters;
  /** Counts from 1 over the whole training. */
  step: number;
};

export type TfjsOptimizer = {
  /** What it remembers between steps for each weight: the names of the onnx engine's, whose checkpoints fit. */
  slots: (hyperParameters: HyperParameters) => readonly string[];
  /** What every number in the slots is at first. */
  initialSlotValue: number;
  update: (update: Update) => { parameter: Tensor; slots: readonly Tensor[] };
};

const EPSILON = 1e-7;

/** The bias correction sits in the step size. Source: Kingma and Ba, 2015, end of section 2. */
const adam: TfjsOptimizer = {
  slots: () => ["momentum", "velocity"],
  initialSlotValue: 0,
  update({ parameter, gradient, slots: [m0, v0], learningRate, step }) {
    const m = average(m0, gradient, 0.9);
    const v = average(v0, gradient.square(), 0.999);
    const size = (learningRate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
    return { parameter: parameter.sub(m.mul(size).div(v.sqrt().add(EPSILON))), slots: [m, v] };
  },
};

/** Keras's. Weight decay, the same for each, is not their business. */
export const TFJS_OPTIMIZERS: { readonly [Name in OptimizerName]: TfjsOptimizer } = {
  adam,
  adamw: adam,
  sgd: {
    slots: ({ momentum }) => (momentum === 0 ? [] : ["momentum"]),
    initialSlotValue: 0,
    update({ parameter, gradient, slots: [velocity], learningRate, hyperParameters }) {
      const { momentum, nesterov } = hyperParameters;
      const move = gradient.mul(learningRate);
      if (velocity === undefined) return { parameter: parameter.sub(move), slots: [] };
      const moved = velocity.mul(momentum).sub(move);
      const step = nesterov ? moved.mul(momentum).sub(move) : moved;
      return { parameter: parameter.add(step), slots: [moved] };
    },
  },
  /** Not centred and without momentum: epsilon is added under the root. */
  rmsprop: {
    slots: () => ["velocity"],
    initialSlotValue: 0,
    update({ parameter, gradient, slots: [v0], learningRate }) {
      const v = average(v0, gradient.square(), 0.9);
      return { parameter: parameter.sub(gradient.mul(learningRate).div(v.add(EPSILON).sqrt())), slots: [v] };
    },
  },
  adagrad: {
    slots: () => ["accumulator"],
    initialSlotValue: 0.1,
    update({ parameter, gradient, slots: [before], learningRate }) {
      const sum = before === undefined ? gradient.square() : before.add(gradient.square());
      return {
        parameter: parameter.sub(gradient.mul(learningRate).div(sum.add(EPSILON).sqrt())),
        slots: [sum],
      };
    },
  },
};

/** average + (1 - decay) (value - average), from 0 at first */
function average(before: Tensor | undefined, value: Tensor, decay: number): Tensor {
  return before === undefined ? value.mul(1 - decay) : before.add(value.sub(before).mul(1 - decay));
}
