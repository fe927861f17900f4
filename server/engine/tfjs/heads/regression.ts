import { HUBER_DELTA } from "#models/tasks/regression/losses.ts";
import type { RegressionSettings } from "#server/engine/objectives/regression.ts";
import type { Tensor } from "../layer-context.ts";
import type { TensorFlowJs } from "../load-tensorflow.ts";
import type { TfjsHead, TfjsHeadInputs } from "./define-tfjs-head.ts";

type Inputs = TfjsHeadInputs<RegressionSettings>;

export const regressionHead: TfjsHead<RegressionSettings> = {
  losses,
  lossSum: (tf, output, inputs) => losses(tf, output, inputs).sum(),
  sums(_tf, output, { targets }) {
    const error = output.reshape([-1]).sub(targets);
    return {
      error: error.sum(),
      absolute: error.abs().sum(),
      squared: error.square().sum(),
      target: targets.sum(),
      targetSquares: targets.square().sum(),
    };
  },
};

/** Of each example, [batch]: `lossOf` of predicted less true. */
function losses(_tf: TensorFlowJs, output: Tensor, { targets, settings: { loss } }: Inputs): Tensor {
  const error = output.reshape([-1]).sub(targets);
  switch (loss) {
    case "meanSquaredError":
      return error.square();
    case "meanAbsoluteError":
      return error.abs();
    case "huber": {
      const clipped = error.clipByValue(-HUBER_DELTA, HUBER_DELTA);
      return clipped.mul(error.sub(clipped.mul(0.5)));
    }
  }
}
