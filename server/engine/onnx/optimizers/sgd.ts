import type { Optimizer } from "./define-optimizer.ts";

/** Keras's SGD: velocity = momentum velocity - rate gradient; parameter += velocity. */
export const sgd: Optimizer = {
  name: "sgd",
  slots: ["momentum"],
  stepSize: ({ learningRate }) => learningRate,
  emit(graph, { hyperParameters, parameter, gradient, stepSize, slots: [velocity = ""] }) {
    const kept = graph.node("Mul", [velocity, graph.scalar(hyperParameters.momentum)]);
    const moved = graph.node("Sub", [kept, graph.node("Mul", [gradient, stepSize])]);
    return { parameter: graph.node("Add", [parameter, moved]), slots: [moved] };
  },
};
