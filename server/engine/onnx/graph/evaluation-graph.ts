import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { foldBorders } from "../passes/fold-borders.ts";
import { onnxHeadOf } from "../heads/index.ts";
import { emitForward } from "./emit-forward.ts";
import { emitImages } from "./emit-images.ts";
import { emitPenalty } from "./emit-penalty.ts";
import { emitWeights } from "./emit-weights.ts";
import { GraphBuilder } from "./graph-builder.ts";
import type { Target } from "../session/target.ts";
import type { OnnxModel } from "./proto/onnx-model.ts";
import { STATISTICS, TRAINABLE } from "./training-graph.ts";
import { weightLayout } from "./weight-layout.ts";

/** How many images it is fed at once while training. */
export const VALIDATION_BATCH_SIZE = 64;

/**
 * The network as it is used, fed with the same weight vectors as the training graph.
 * In: images uint8 [batch, c, h, w] and the vectors. Out: scored float32 [batch, length], see `emitScored`, and,
 * where kernels add something to the loss, penalty float32 [].
 */
export function evaluationGraph(plan: NetworkPlan, target: Target): OnnxModel {
  const graph = new GraphBuilder(target);
  const layout = weightLayout(plan);
  const images = emitImages(graph, plan.inputShape);
  const weights = emitWeights(
    graph,
    layout.trainable,
    graph.input(TRAINABLE, "float32", [layout.trainable.length]),
  );
  if (layout.statistics.length > 0) {
    const statistics = graph.input(STATISTICS, "float32", [layout.statistics.length]);
    for (const [key, value] of emitWeights(graph, layout.statistics, statistics)) weights.set(key, value);
  }
  const { logits } = emitForward(graph, foldBorders(plan), { images, weights, isTraining: false });
  const scored = onnxHeadOf(plan.target).emitScored(graph, logits);
  graph.output("scored", scored, { type: "float32", dims: ["batch", plan.outputLength] });
  const penalty = emitPenalty(graph, plan, weights);
  if (penalty !== null) graph.output("penalty", penalty, { type: "float32", dims: [] });
  return graph.model("evaluate");
}
