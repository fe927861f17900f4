import type { InputShape } from "#models/datasets/descriptor.ts";
import { asMap } from "#server/engine/inputs.ts";
import type { GraphBuilder } from "./graph-builder.ts";

/**
 * The input `images`: of pictures uint8 [batch, channels, height, width], as float32 in 0..1; of windows float32
 * [batch, columns, 1, steps] as they are.
 */
export function emitImages(graph: GraphBuilder, shape: InputShape): string {
  if (shape.length === 2) return emitPixels(graph, shape);
  const [height, width, channels] = shape;
  const bytes = graph.input("images", "uint8", ["batch", channels, height, width]);
  return graph.node("Mul", [graph.node("Cast", [bytes], { to: 1 }), graph.scalar(1 / 255)]);
}

/** The input `images`, float32 [batch, channels, height, width], as the network takes it. */
export function emitPixels(graph: GraphBuilder, shape: InputShape): string {
  const [height, width, channels] = asMap(shape);
  return graph.input("images", "float32", ["batch", channels, height, width]);
}
