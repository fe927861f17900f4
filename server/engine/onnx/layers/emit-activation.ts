import type { ActivationName } from "#models/layers/settings/activation.ts";
import type { GraphBuilder } from "../graph-builder.ts";

type Activated = { output: string; backward: (gradient: string) => string };

/** An activation and its gradient. Keras's softmax over the last axis is ONNX's axis 1: channels, or units. */
export function emitActivation(graph: GraphBuilder, activation: ActivationName, value: string): Activated {
  switch (activation) {
    case "linear":
      return { output: value, backward: (gradient) => gradient };
    case "relu": {
      const output = graph.node("Relu", [value]);
      const isOn = () => graph.node("Cast", [graph.node("Greater", [output, graph.scalar(0)])], { to: 1 });
      return { output, backward: (gradient) => graph.node("Mul", [gradient, isOn()]) };
    }
    case "sigmoid": {
      const output = graph.node("Sigmoid", [value]);
      const slope = () => graph.node("Mul", [output, graph.node("Sub", [graph.scalar(1), output])]);
      return { output, backward: (gradient) => graph.node("Mul", [gradient, slope()]) };
    }
    case "tanh": {
      const output = graph.node("Tanh", [value]);
      const slope = () => graph.node("Sub", [graph.scalar(1), graph.node("Mul", [output, output])]);
      return { output, backward: (gradient) => graph.node("Mul", [gradient, slope()]) };
    }
    case "softmax": {
      const output = graph.node("Softmax", [value], { axis: 1 });
      const backward = (gradient: string) => {
        const weighted = graph.node("Mul", [gradient, output]);
        const sum = graph.node("ReduceSum", [weighted, graph.ints([1])], { keepdims: 1 });
        return graph.node("Sub", [weighted, graph.node("Mul", [output, sum])]);
      };
      return { output, backward };
    }
  }
}
