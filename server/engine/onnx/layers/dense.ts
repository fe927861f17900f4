import { emitActivatedConvolution } from "../operators/emit-activated-convolution.ts";
import { emitActivation } from "../operators/emit-activation.ts";
import { defineOnnxLayer, type LayerContext, type LayerOutput } from "./define-onnx-layer.ts";

export const dense = defineOnnxLayer({
  type: "Dense",
  emit: (context) => (context.inputs[0].shape.length === 3 ? emitOnMap(context) : emitOnUnits(context)),
});

function emitOnUnits({ graph, settings, inputs: [input], weight }: LayerContext<"Dense">): LayerOutput {
  const kernel = weight("kernel");
  const operands = settings.useBias ? [input.name, kernel, weight("bias")] : [input.name, kernel];
  const activated = emitActivation(graph, settings.activation, graph.node("Gemm", operands));
  return {
    output: activated.output,
    backward(outputGradient) {
      const gradient = activated.backward(outputGradient);
      const weights = { kernel: graph.node("Gemm", [input.name, gradient], { transA: 1 }) };
      return {
        inputs: [() => graph.node("Gemm", [gradient, kernel], { transB: 1 })],
        weights: settings.useBias
          ? { ...weights, bias: graph.node("ReduceSum", [gradient, graph.ints([0])], { keepdims: 0 }) }
          : weights,
      };
    },
  };
}

/** The same for every pixel, which is a convolution of 1 x 1. */
function emitOnMap(context: LayerContext<"Dense">): LayerOutput {
  const { graph, settings, inputs, weight } = context;
  const channels = inputs[0].shape.at(-1) ?? 1;
  const turned = (kernel: string) => graph.node("Transpose", [kernel], { perm: [1, 0] });
  const kernelShape = graph.ints([settings.units, channels, 1, 1]);
  return emitActivatedConvolution(context, {
    kernel: graph.node("Reshape", [turned(weight("kernel")), kernelShape]),
    window: { size: [1, 1], strides: [1, 1], padding: "valid" },
    groups: 1,
    kernelGradient: (kernel) =>
      turned(graph.node("Reshape", [kernel, graph.ints([settings.units, channels])])),
  });
}
