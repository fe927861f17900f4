import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import type { ForwardPass } from "./emit-forward.ts";
import { emitSum } from "../operators/emit-sum.ts";
import type { GraphBuilder } from "./graph-builder.ts";

/**
 * Emits the gradients of all trainable weights, by Keras name, from the gradient of the logits. A value that
 * several layers read receives the sum of what they send back.
 */
export function emitBackward(
  graph: GraphBuilder,
  plan: NetworkPlan,
  { forward, logitsGradient }: { forward: ForwardPass; logitsGradient: string },
): Map<string, string> {
  const learning = learningLayers(plan);
  const arrived = new Map<string, string[]>([[plan.logits, [logitsGradient]]]);
  const weightGradients = new Map<string, string>();
  for (const layer of plan.layers.toReversed()) {
    const emitted = forward.layers.get(layer.name);
    const gradients = arrived.get(layer.name);
    if (!emitted || !gradients || !learning.has(layer.name)) continue;
    const gradient = emitSum(graph, gradients);
    const { inputs, weights } = emitted.result.backward(gradient);
    for (const [name, value] of Object.entries(weights)) weightGradients.set(`${layer.name}/${name}`, value);
    for (const [index, source] of layer.inputs.entries()) {
      const emitInput = inputs[index];
      if (!learning.has(source) || !emitInput) continue;
      arrived.set(source, [...(arrived.get(source) ?? []), emitInput()]);
    }
  }
  return weightGradients;
}

/** Layers with something to learn in them or below them: a gradient must reach these and no others. */
function learningLayers(plan: NetworkPlan): Set<string> {
  const learning = new Set<string>();
  for (const layer of plan.layers) {
    const learns = layer.weights.some((weight) => weight.isTrainable);
    if (learns || layer.inputs.some((source) => learning.has(source))) learning.add(layer.name);
  }
  return learning;
}
