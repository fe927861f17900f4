import { defineOnnxLayer } from "./define-onnx-layer.ts";

/**
 * Training uses the batch's mean and (biased) variance and moves the running ones towards them, evaluation the
 * running ones. Source: Keras BatchNormalization; gradient after Ioffe and Szegedy, 2015, section 3.
 */
export const batchNormalization = defineOnnxLayer({
  type: "BatchNormalization",
  emit({ graph, settings, inputs: [input], isTraining, weight }) {
    const channels = input.shape.at(-1) ?? 0;
    const isMap = input.shape.length === 3;
    const gamma = settings.scale ? weight("gamma") : graph.floats(new Float32Array(channels).fill(1));
    const beta = settings.center ? weight("beta") : graph.floats(new Float32Array(channels));
    if (!isTraining) {
      const operands = [input.name, gamma, beta, weight("moving_mean"), weight("moving_variance")];
      const output = graph.node("BatchNormalization", operands, { epsilon: { float: settings.epsilon } });
      return { output, backward: () => ({ inputs: [], weights: {} }) };
    }

    const axes = graph.ints(isMap ? [0, 2, 3] : [0]);
    const perChannel = graph.ints(isMap ? [1, channels, 1, 1] : [1, channels]);
    const vector = graph.ints([channels]);
    const mean = graph.node("ReduceMean", [input.name, axes], { keepdims: 1 });
    const centred = graph.node("Sub", [input.name, mean]);
    const variance = graph.node("ReduceMean", [graph.node("Mul", [centred, centred]), axes], { keepdims: 1 });
    const deviation = graph.node("Sqrt", [graph.node("Add", [variance, graph.scalar(settings.epsilon)])]);
    const normalized = graph.node("Div", [centred, deviation]);
    const scale = graph.node("Reshape", [gamma, perChannel]);
    const scaled = graph.node("Mul", [normalized, scale]);
    const output = graph.node("Add", [scaled, graph.node("Reshape", [beta, perChannel])]);

    const moved = (name: "moving_mean" | "moving_variance", batch: string) => {
      const running = weight(name);
      const gap = graph.node("Sub", [graph.node("Reshape", [batch, vector]), running]);
      return graph.node("Add", [running, graph.node("Mul", [gap, graph.scalar(1 - settings.momentum)])]);
    };
    return {
      output,
      updates: {
        moving_mean: moved("moving_mean", mean),
        moving_variance: moved("moving_variance", variance),
      },
      backward(gradient) {
        const meanOf = (value: string) => graph.node("ReduceMean", [value, axes], { keepdims: 1 });
        const sumOf = (value: string) =>
          graph.node("Reshape", [graph.node("ReduceSum", [value, axes], { keepdims: 0 }), vector]);
        const along = graph.node("Mul", [gradient, normalized]);
        return {
          inputs: [
            () => {
              const shift = graph.node("Sub", [gradient, meanOf(gradient)]);
              const level = graph.node("Sub", [shift, graph.node("Mul", [normalized, meanOf(along)])]);
              return graph.node("Mul", [level, graph.node("Div", [scale, deviation])]);
            },
          ],
          weights: {
            ...(settings.scale ? { gamma: sumOf(along) } : {}),
            ...(settings.center ? { beta: sumOf(gradient) } : {}),
          },
        };
      },
    };
  },
});
