import type { OutputScale } from "#server/engine/objectives/objective.ts";
import { onnxHeadOf } from "../heads/index.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { emitNetwork } from "./emit-network.ts";
import { GraphBuilder } from "./graph-builder.ts";

/** Said in the file's metadata, for whoever feeds it elsewhere. */
const PREPROCESSING = "float32 NHWC, RGB, pixels 0..255 divided by 255";
const OF_SERIES = "float32, steps x columns, each column less its mean and divided by its deviation";

/**
 * A trained network as an ONNX file of standard operators.
 * In: `input` float32 [batch, height, width, channels], 0..1, or [batch, steps, columns]. Out: what the task's head answers, float32 [batch, length]: of a
 * classification `probabilities` and `logits`. Metadata: the head's and `preprocessing`.
 * @param outputScale what makes the last layer's numbers values in the target's unit.
 */
export function exportModel(
  plan: NetworkPlan,
  values: WeightValues,
  outputScale: OutputScale | null = null,
): Uint8Array {
  const graph = new GraphBuilder();
  const isSequence = plan.inputShape.length === 2;
  const { logits: raw } = emitNetwork(graph, plan, values);
  const head = onnxHeadOf(plan.target);
  const answer = outputScale === null ? raw : scaled(graph, raw, outputScale);
  const info = { type: "float32", dims: ["batch", plan.outputLength] } as const;
  for (const [name, value] of Object.entries(head.emitAnswers(graph, { raw, answer }))) {
    graph.output(name, value, info);
  }
  const preprocessing = isSequence ? OF_SERIES : PREPROCESSING;
  return graph.encode("network", { ...head.metadata(plan.target), preprocessing });
}

function scaled(graph: GraphBuilder, value: string, { scale, offset }: OutputScale): string {
  return graph.node("Add", [graph.node("Mul", [value, graph.scalar(scale)]), graph.scalar(offset)]);
}
