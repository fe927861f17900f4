import type { ClassificationSettings } from "#server/engine/objectives/classification.ts";
import type { Tensor } from "../layer-context.ts";
import type { TensorFlowJs } from "../load-tensorflow.ts";
import type { TfjsHead, TfjsHeadInputs } from "./define-tfjs-head.ts";

type Inputs = TfjsHeadInputs<ClassificationSettings>;

export const classificationHead: TfjsHead<ClassificationSettings> = {
  losses(tf, logits, inputs) {
    const { classWeights } = inputs.settings;
    const losses = hits(tf, logits, inputs).sum(-1).neg();
    return classWeights === null
      ? losses
      : losses.mul(tf.gather(tf.tensor1d([...classWeights]), inputs.targets));
  },
  lossSum: (tf, logits, inputs) => hits(tf, logits, inputs).sum().neg(),
  sums: (_tf, logits, { targets }) => ({ correct: logits.argMax(-1).equal(targets).sum().toFloat() }),
};

/** Log probabilities times what the network should answer, [batch, classes]. */
function hits(tf: TensorFlowJs, logits: Tensor, { targets, settings: { labelSmoothing } }: Inputs): Tensor {
  const [, classes = 0] = logits.shape;
  const target = tf.oneHot(targets.toInt(), classes);
  const smooth = labelSmoothing === 0 ? target : target.mul(1 - labelSmoothing).add(labelSmoothing / classes);
  return logits.logSoftmax().mul(smooth);
}
