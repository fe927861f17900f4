import type { Shape } from "#models/layers/define-layer.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import type { LayerContext } from "../layers/define-onnx-layer.ts";

type Affine = Pick<LayerContext<"LayerNormalization">, "weight"> & {
  settings: { scale: boolean; center: boolean };
  shape: Shape;
};

/** gamma x + beta, either of which a layer may do without, and their gradients. */
export function emitAffine(graph: GraphBuilder, value: string, { settings, shape, weight }: Affine) {
  const channels = shape.at(-1) ?? 0;
  const isMap = shape.length === 3;
  const perChannel = graph.ints(isMap ? [1, channels, 1, 1] : [1, channels]);
  const gamma = settings.scale ? graph.node("Reshape", [weight("gamma"), perChannel]) : undefined;
  const scaled = gamma === undefined ? value : graph.node("Mul", [value, gamma]);
  const output = settings.center
    ? graph.node("Add", [scaled, graph.node("Reshape", [weight("beta"), perChannel])])
    : scaled;
  const sumOf = (of: string) =>
    graph.node("ReduceSum", [of, graph.ints(isMap ? [0, 2, 3] : [0])], { keepdims: 0 });
  return {
    output,
    inputGradient: (gradient: string) =>
      gamma === undefined ? gradient : graph.node("Mul", [gradient, gamma]),
    weightGradients: (gradient: string) => ({
      ...(settings.scale ? { gamma: sumOf(graph.node("Mul", [gradient, value])) } : {}),
      ...(settings.center ? { beta: sumOf(gradient) } : {}),
    }),
  };
}
