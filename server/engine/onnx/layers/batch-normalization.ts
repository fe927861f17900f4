import { defineOnnxLayer } from "./define-onnx-layer.ts";
import { channelSums } from "../operators/emit-channel-sums.ts";

/** Names of vectors [channels]. */
type Moments = { mean: string; variance: string; offset: string };

/**
 * Training uses the batch's mean and (biased) variance and moves the running ones towards them; evaluation, and training
 * while the layer is frozen, the running ones. Source: Keras BatchNormalization; gradient after Ioffe and Szegedy, 2015, section 3.
 */
export const batchNormalization = defineOnnxLayer({
  type: "BatchNormalization",
  emit({ graph, settings, inputs: [input], isTraining, isFrozen, weight }) {
    const channels = input.shape.at(-1) ?? 0;
    const isMap = input.shape.length === 3;
    const gamma = settings.scale ? weight("gamma") : graph.floats(new Float32Array(channels).fill(1));
    const beta = settings.center ? weight("beta") : graph.floats(new Float32Array(channels));
    const scaled = (value: string, { mean, variance, offset }: Moments) => {
      const isTurned = input.shape.length === 1 && !graph.target.hasVectorNormalization;
      const map = isTurned ? graph.node("Reshape", [value, graph.ints([-1, channels, 1, 1])]) : value;
      const output = graph.node("BatchNormalization", [map, gamma, offset, mean, variance], {
        epsilon: { float: settings.epsilon },
      });
      return isTurned ? graph.node("Reshape", [output, graph.ints([-1, channels])]) : output;
    };
    if (!isTraining || isFrozen) {
      const moments = { mean: weight("moving_mean"), variance: weight("moving_variance"), offset: beta };
      const inputGradient = (gradient: string) => {
        const none = graph.floats(new Float32Array(channels));
        return scaled(gradient, { mean: none, variance: moments.variance, offset: none });
      };
      return {
        output: scaled(input.name, moments),
        backward: (gradient) => ({ inputs: [() => inputGradient(gradient)], weights: {} }),
      };
    }

    const sums = channelSums(graph, input.shape);
    const perChannel = graph.ints(isMap ? [1, channels, 1, 1] : [1, channels]);
    const vector = graph.ints([channels]);
    const mean = sums.of(input.name).mean();
    const centred = graph.node("Sub", [input.name, mean]);
    const variance = sums.ofProduct(centred, centred).mean();
    const deviation = graph.node("Sqrt", [graph.node("Add", [variance, graph.scalar(settings.epsilon)])]);
    const scale = graph.node("Div", [graph.node("Reshape", [gamma, perChannel]), deviation]);
    const asVector = (value: string) => graph.node("Reshape", [value, vector]);
    /** gamma (value - itsMean) / deviation + offset in one pass: the operator takes any mean, not only a running one. */
    const normalize = (value: string, itsMean: string, offset: string) =>
      scaled(value, { mean: itsMean, variance: asVector(variance), offset });
    const zeros = graph.floats(new Float32Array(channels));
    const output = normalize(centred, zeros, beta);

    const moved = (name: "moving_mean" | "moving_variance", batch: string) => {
      const running = weight(name);
      const gap = graph.node("Sub", [asVector(batch), running]);
      return graph.node("Add", [running, graph.node("Mul", [gap, graph.scalar(1 - settings.momentum)])]);
    };
    return {
      output,
      updates: {
        moving_mean: moved("moving_mean", mean),
        moving_variance: moved("moving_variance", variance),
      },
      backward(gradient) {
        const direct = sums.of(gradient);
        const along = sums.ofProduct(gradient, centred);
        return {
          inputs: [
            () => {
              // scale (gradient - its mean - centred mean(gradient centred) / variance), the constants worked out first.
              const slope = graph.node("Div", [along.mean(), graph.node("Mul", [deviation, deviation])]);
              const pull = graph.node("Mul", [centred, graph.node("Mul", [scale, slope])]);
              return graph.node("Sub", [normalize(gradient, asVector(direct.mean()), zeros), pull]);
            },
          ],
          weights: {
            ...(settings.scale ? { gamma: asVector(graph.node("Div", [along.sum(), deviation])) } : {}),
            ...(settings.center ? { beta: asVector(direct.sum()) } : {}),
          },
        };
      },
    };
  },
});
