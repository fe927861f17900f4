import type { Optimizer } from "./define-optimizer.ts";

/**
 * Keras's SGD. Without momentum: parameter -= rate gradient. With: velocity = momentum velocity - rate gradient and
 * parameter += velocity; Nesterov's: parameter += momentum velocity - rate gradient, with the new velocity.
 */
export const sgd: Optimizer = {
  name: "sgd",
  slots: ({ momentum }) => (momentum === 0 ? [] : ["momentum"]),
  initialSlotValue: 0,
  stepSize: (learningRate) => learningRate,
  emit(graph, { hyperParameters, parameter, gradient, stepSize, slots: [velocity] }) {
    const move = graph.node("Mul", [gradient, stepSize]);
    if (velocity === undefined) return { parameter: graph.node("Sub", [parameter, move]), slots: [] };
    const momentum = graph.scalar(hyperParameters.momentum);
    const kept = (value: string) => graph.node("Sub", [graph.node("Mul", [value, momentum]), move]);
    const moved = kept(velocity);
    const step = hyperParameters.nesterov ? kept(moved) : moved;
    return { parameter: graph.node("Add", [parameter, step]), slots: [moved] };
  },
};
