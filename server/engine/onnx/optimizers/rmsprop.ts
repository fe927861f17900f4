import type { Optimizer } from "./define-optimizer.ts";
import { emitMovingAverage } from "./emit-moving-average.ts";

const RHO = 0.9;
const EPSILON = 1e-7;

/** Keras's RMSprop, not centred and without momentum: epsilon is added under the root. */
export const rmsprop: Optimizer = {
  name: "rmsprop",
  slots: () => ["velocity"],
  initialSlotValue: 0,
  stepSize: (learningRate) => learningRate,
  emit(graph, { parameter, gradient, stepSize, slots: [velocity = ""] }) {
    const square = graph.node("Mul", [gradient, gradient]);
    const v = emitMovingAverage(graph, velocity, { value: square, decay: RHO });
    const size = graph.node("Sqrt", [graph.node("Add", [v, graph.scalar(EPSILON)])]);
    const move = graph.node("Div", [graph.node("Mul", [gradient, stepSize]), size]);
    return { parameter: graph.node("Sub", [parameter, move]), slots: [v] };
  },
};
