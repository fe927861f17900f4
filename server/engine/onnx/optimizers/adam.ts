import type { Optimizer } from "./define-optimizer.ts";
import { emitMovingAverage } from "./emit-moving-average.ts";

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;

/** Keras's Adam: the bias correction sits in the step size. Source: Kingma and Ba, 2015, end of section 2. */
export const adam: Optimizer = {
  name: "adam",
  slots: () => ["momentum", "velocity"],
  initialSlotValue: 0,
  stepSize: (learningRate, step) => (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step),
  emit(graph, { parameter, gradient, stepSize, slots: [momentum = "", velocity = ""] }) {
    const square = graph.node("Mul", [gradient, gradient]);
    const m = emitMovingAverage(graph, momentum, { value: gradient, decay: BETA_1 });
    const v = emitMovingAverage(graph, velocity, { value: square, decay: BETA_2 });
    const size = graph.node("Add", [graph.node("Sqrt", [v]), graph.scalar(EPSILON)]);
    const move = graph.node("Mul", [graph.node("Div", [m, size]), stepSize]);
    return { parameter: graph.node("Sub", [parameter, move]), slots: [m, v] };
  },
};
