import type { Objective } from "#server/engine/objectives/objective.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { emitBackward } from "./emit-backward.ts";
import { emitForward, type MaskInput } from "./emit-forward.ts";
import { emitImages, emitPixels } from "./emit-images.ts";
import { emitPenalized, emitPenalty, emitPenaltyGradients } from "./emit-penalty.ts";
import { emitPacked, emitWeights } from "./emit-weights.ts";
import { foldBorders } from "../passes/fold-borders.ts";
import { onnxHeadOf } from "../heads/index.ts";
import { GraphBuilder } from "./graph-builder.ts";
import { emitScaledStep, rateFactors } from "../optimizers/emit-scaled-step.ts";
import { emitUpdate } from "../optimizers/emit-update.ts";
import { OPTIMIZERS } from "../optimizers/index.ts";
import type { OnnxModel } from "./proto/onnx-model.ts";
import type { Target } from "../session/target.ts";
import { withoutUnused } from "../passes/without-unused.ts";
import { weightLayout, type WeightLayout } from "./weight-layout.ts";

/** Names of the vectors that a step reads and gives back: an output is `next:` and its input's name. */
export const TRAINABLE = "trainable";
export const STATISTICS = "statistics";

export type TrainingGraph = {
  model: OnnxModel;
  layout: WeightLayout;
  masks: readonly MaskInput[];
  /** Optimizer slots, vectors as long as the trainable one. */
  slots: readonly string[];
  /** Outputs beside lossSum, scalars. */
  sums: readonly string[];
};

export type TrainingOptions = {
  hyperParameters: HyperParameters;
  objective: Objective;
  /** Images as they enter the network, float32, instead of bytes. */
  takesPixels?: boolean;
  /** Layers whose steps are `startedRateFactor` times as long; none where left out. */
  startedLayers?: ReadonlySet<string> | undefined;
};

/**
 * One training step as one graph: forward, loss, backward, optimizer.
 * In: images uint8 or float32 [batch, c, h, w], targets [batch] of the objective's type, the scalars of `updateInputs`, the vectors, a mask
 * a dropout layer.
 * Out: lossSum, with what kernels add to the loss, and the objective's sums, float32 [], and the vectors after the step.
 */
export function trainingGraph(
  network: NetworkPlan,
  { hyperParameters, objective, startedLayers, takesPixels = false }: TrainingOptions,
  target: Target,
): TrainingGraph {
  const plan = foldBorders(network);
  const graph = new GraphBuilder(target);
  const layout = weightLayout(plan);
  const images = (takesPixels ? emitPixels : emitImages)(graph, plan.inputShape);
  const targets = graph.input("targets", objective.targetType, ["batch"]);
  const trainable = graph.input(TRAINABLE, "float32", [layout.trainable.length]);
  const slots = OPTIMIZERS[hyperParameters.optimizer]
    .slots(hyperParameters)
    .map((slot) => graph.input(slot, "float32", [layout.trainable.length]));
  const weights = emitWeights(graph, layout.trainable, trainable);
  if (layout.statistics.length > 0) {
    const statistics = graph.input(STATISTICS, "float32", [layout.statistics.length]);
    for (const [key, value] of emitWeights(graph, layout.statistics, statistics)) weights.set(key, value);
  }

  const forward = emitForward(graph, plan, { images, weights, isTraining: true });
  const loss = onnxHeadOf(plan.target).emitLoss(graph, forward.logits, {
    targets,
    length: plan.outputLength,
    settings: objective.settings,
  });
  const lossGradients = emitBackward(graph, plan, { forward, logitsGradient: loss.outputGradient });
  const gradients = emitPenaltyGradients(graph, plan, { weights, gradients: lossGradients });
  const penalty = emitPenalty(graph, plan, weights);
  const gradient = emitPacked(graph, layout.trainable, gradients);
  const whole = emitUpdate(graph, hyperParameters, { parameter: trainable, gradient, slots });
  const factors = rateFactors(layout.trainable, startedLayers, hyperParameters.startedRateFactor);
  const next = {
    ...whole,
    parameter: emitScaledStep(graph, factors, { from: trainable, to: whole.parameter }),
  };

  const scalar = { type: "float32", dims: [] } as const;
  graph.output("lossSum", emitPenalized(graph, loss.lossSum, { penalty, targets }), scalar);
  for (const [name, sum] of Object.entries(loss.sums)) graph.output(name, sum, scalar);
  const vector = { type: "float32", dims: [layout.trainable.length] } as const;
  graph.output(`next:${TRAINABLE}`, next.parameter, vector);
  for (const [index, slot] of slots.entries()) graph.output(`next:${slot}`, next.slots[index] ?? "", vector);
  if (layout.statistics.length > 0) {
    const updates = new Map<string, string>();
    for (const [id, { result }] of forward.layers) {
      for (const [name, value] of Object.entries(result.updates ?? {})) updates.set(`${id}/${name}`, value);
    }
    // What is frozen goes on as it is.
    const moved = emitPacked(graph, layout.statistics, new Map([...weights, ...updates]));
    graph.output(`next:${STATISTICS}`, moved, { type: "float32", dims: [layout.statistics.length] });
  }
  const training = graph.model("train");
  // The gradients of frozen weights are nobody's.
  const model = plan.layers.some(({ isFrozen }) => isFrozen) ? withoutUnused(training) : training;
  return { model, layout, masks: forward.masks, slots, sums: Object.keys(loss.sums) };
}
