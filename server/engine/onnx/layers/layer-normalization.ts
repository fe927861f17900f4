import { defineOnnxLayer } from "./define-onnx-layer.ts";

/** Over Keras's last axis, which is ONNX's axis 1. Source: Ba, Kiros and Hinton, 2016; variance biased, as Keras's. */
export const layerNormalization = defineOnnxLayer({
  type: "LayerNormalization",
  emit({ graph, settings, inputs: [input], weight }) {
    const channels = input.shape.at(-1) ?? 0;
    const isMap = input.shape.length === 3;
    const axis = graph.ints([1]);
    const perChannel = graph.ints(isMap ? [1, channels, 1, 1] : [1, channels]);
    const meanOf = (value: string) => graph.node("ReduceMean", [value, axis], { keepdims: 1 });
    const centred = graph.node("Sub", [input.name, meanOf(input.name)]);
    const variance = meanOf(graph.node("Mul", [centred, centred]));
    const deviation = graph.node("Sqrt", [graph.node("Add", [variance, graph.scalar(settings.epsilon)])]);
    const normalized = graph.node("Div", [centred, deviation]);
    const gamma = settings.scale ? graph.node("Reshape", [weight("gamma"), perChannel]) : undefined;
    const scaled = gamma === undefined ? normalized : graph.node("Mul", [normalized, gamma]);
    const output = settings.center
      ? graph.node("Add", [scaled, graph.node("Reshape", [weight("beta"), perChannel])])
      : scaled;
    return {
      output,
      backward(gradient) {
        const sumOf = (value: string) =>
          graph.node("ReduceSum", [value, graph.ints(isMap ? [0, 2, 3] : [0])], { keepdims: 0 });
        return {
          inputs: [
            () => {
              const slope = gamma === undefined ? gradient : graph.node("Mul", [gradient, gamma]);
              const along = meanOf(graph.node("Mul", [slope, normalized]));
              const shift = graph.node("Sub", [slope, meanOf(slope)]);
              const level = graph.node("Sub", [shift, graph.node("Mul", [normalized, along])]);
              return graph.node("Div", [level, deviation]);
            },
          ],
          weights: {
            ...(settings.scale ? { gamma: sumOf(graph.node("Mul", [gradient, normalized])) } : {}),
            ...(settings.center ? { beta: sumOf(gradient) } : {}),
          },
        };
      },
    };
  },
});
