import { LEAKY_RELU_SLOPE, SELU, type ActivationName } from "#models/layers/settings/activation.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { emitLeakyRelu } from "./emit-leaky-relu.ts";
import { emitMask } from "./emit-mask.ts";

type Activated = { output: string; backward: (gradient: string) => string };

/** An activation and its gradient. Keras's softmax over the last axis is ONNX's axis 1: channels, or units. */
export function emitActivation(graph: GraphBuilder, activation: ActivationName, value: string): Activated {
  const add = (a: string, b: string) => graph.node("Add", [a, b]);
  const mul = (a: string, b: string) => graph.node("Mul", [a, b]);
  const oneMinus = (a: string) => graph.node("Sub", [graph.scalar(1), a]);
  /** Works out the slope only where a gradient is wanted. */
  const sloped = (output: string, slope: () => string): Activated => ({
    output,
    backward: (gradient) => mul(gradient, slope()),
  });
  switch (activation) {
    case "linear":
      return { output: value, backward: (gradient) => gradient };
    case "relu": {
      const output = graph.node("Relu", [value]);
      return sloped(output, () => emitMask(graph, output, { above: 0 }));
    }
    case "relu6": {
      const output = graph.node("Clip", [value, graph.scalar(0), graph.scalar(6)]);
      return sloped(output, () => emitMask(graph, output, { above: 0, below: 6 }));
    }
    case "elu": {
      const output = graph.node("Elu", [value], { alpha: { float: 1 } });
      // Below 0 the output is exp(x) - 1.
      return sloped(output, () => add(graph.node("Min", [output, graph.scalar(0)]), graph.scalar(1)));
    }
    case "leaky_relu":
      return emitLeakyRelu(graph, value, LEAKY_RELU_SLOPE);
    case "selu": {
      const { scale, alpha } = SELU;
      const output = mul(graph.node("Elu", [value], { alpha: { float: alpha } }), graph.scalar(scale));
      // Below 0 scale alpha exp(x), which is the output and scale alpha.
      return sloped(output, () => {
        const step = mul(emitMask(graph, output, { above: 0 }), graph.scalar(scale - scale * alpha));
        const below = add(graph.node("Min", [output, graph.scalar(0)]), graph.scalar(scale * alpha));
        return add(below, step);
      });
    }
    case "gelu": {
      const erf = graph.node("Erf", [mul(value, graph.scalar(Math.SQRT1_2))]);
      const share = mul(add(erf, graph.scalar(1)), graph.scalar(0.5));
      const density = () =>
        mul(
          graph.node("Exp", [mul(mul(value, value), graph.scalar(-0.5))]),
          graph.scalar(1 / Math.sqrt(2 * Math.PI)),
        );
      return sloped(mul(value, share), () => add(share, mul(value, density())));
    }
    case "silu": {
      const gate = graph.node("Sigmoid", [value]);
      const output = mul(value, gate);
      return sloped(output, () => add(gate, mul(output, oneMinus(gate))));
    }
    case "mish": {
      const gate = graph.node("Tanh", [graph.node("Softplus", [value])]);
      const rise = () => mul(oneMinus(mul(gate, gate)), graph.node("Sigmoid", [value]));
      return sloped(mul(value, gate), () => add(gate, mul(value, rise())));
    }
    case "softsign": {
      const width = add(graph.node("Abs", [value]), graph.scalar(1));
      return sloped(graph.node("Div", [value, width]), () => graph.node("Reciprocal", [mul(width, width)]));
    }
    case "softplus":
      return sloped(graph.node("Softplus", [value]), () => graph.node("Sigmoid", [value]));
    case "sigmoid": {
      const output = graph.node("Sigmoid", [value]);
      return sloped(output, () => mul(output, oneMinus(output)));
    }
    case "hard_sigmoid": {
      const output = emitHardSigmoid(graph, value);
      return sloped(output, () => mul(emitMask(graph, output, { above: 0, below: 1 }), graph.scalar(1 / 6)));
    }
    case "hard_silu": {
      const gate = emitHardSigmoid(graph, value);
      const rise = () => mul(emitMask(graph, gate, { above: 0, below: 1 }), graph.scalar(1 / 6));
      return sloped(mul(value, gate), () => add(gate, mul(value, rise())));
    }
    case "tanh": {
      const output = graph.node("Tanh", [value]);
      return sloped(output, () => oneMinus(mul(output, output)));
    }
    case "softmax": {
      const output = graph.node("Softmax", [value], { axis: 1 });
      const backward = (gradient: string) => {
        const weighted = mul(gradient, output);
        const sum = graph.node("ReduceSum", [weighted, graph.ints([1])], { keepdims: 1 });
        return graph.node("Sub", [weighted, mul(output, sum)]);
      };
      return { output, backward };
    }
  }
}

function emitHardSigmoid(graph: GraphBuilder, value: string): string {
  return graph.node("HardSigmoid", [value], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } });
}
