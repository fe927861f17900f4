import type { Optimizer } from "./define-optimizer.ts";

const EPSILON = 1e-7;

/** Keras's Adagrad: the accumulator begins at 0.1. Source: Duchi et al., JMLR 12, 2011. */
export const adagrad: Optimizer = {
  name: "adagrad",
  slots: () => ["accumulator"],
  initialSlotValue: 0.1,
  stepSize: (learningRate) => learningRate,
  emit(graph, { parameter, gradient, stepSize, slots: [accumulator = ""] }) {
    const sum = graph.node("Add", [accumulator, graph.node("Mul", [gradient, gradient])]);
    const size = graph.node("Sqrt", [graph.node("Add", [sum, graph.scalar(EPSILON)])]);
    const move = graph.node("Div", [graph.node("Mul", [gradient, stepSize]), size]);
    return { parameter: graph.node("Sub", [parameter, move]), slots: [sum] };
  },
};
