import type { ActivationName } from "#models/layers/settings/activation.ts";
import type { LayerContext, LayerOutput } from "../layers/define-onnx-layer.ts";
import { emitActivation } from "./emit-activation.ts";
import { emitConvolution } from "./emit-convolution.ts";
import { windowGeometry, type Window } from "./window-padding.ts";

type ConvolutionContext = Pick<
  LayerContext<"Conv2D">,
  "graph" | "blocked" | "inputs" | "outputShape" | "weight"
> & { settings: { activation: ActivationName; useBias: boolean } };

type ActivatedConvolution = {
  /** [filters, channels / groups, kh, kw], of the layer's weight `kernel`. */
  kernel: string;
  window: Window;
  groups: number;
  /** From a gradient of that shape to one of the weight's, where they differ. */
  kernelGradient?: (gradient: string) => string;
};

/** A layer that is one convolution with its bias and activation. */
export function emitActivatedConvolution(
  { graph, blocked, settings, inputs: [input], outputShape, weight }: ConvolutionContext,
  { kernel, window, groups, kernelGradient = (gradient) => gradient }: ActivatedConvolution,
): LayerOutput {
  const convolution = emitConvolution({
    graph,
    blocked,
    input: input.name,
    kernel,
    bias: settings.useBias ? weight("bias") : undefined,
    geometry: windowGeometry(input.shape, outputShape, window),
    groups,
  });
  const activated = emitActivation(graph, settings.activation, convolution.output);
  return {
    output: activated.output,
    backward(outputGradient) {
      const gradient = activated.backward(outputGradient);
      return {
        inputs: [() => convolution.inputGradient(gradient)],
        weights: {
          kernel: kernelGradient(convolution.kernelGradient(gradient)),
          ...(settings.useBias ? { bias: convolution.biasGradient(gradient) } : {}),
        },
      };
    },
  };
}
