import type { ImageShape } from "#server/engine/split.ts";
import type { GraphBuilder } from "./graph-builder.ts";

/** The input `images`, uint8 [batch, channels, height, width], as float32 in 0..1. */
export function emitImages(graph: GraphBuilder, [height, width, channels]: ImageShape): string {
  const bytes = graph.input("images", "uint8", ["batch", channels, height, width]);
  return graph.node("Mul", [graph.node("Cast", [bytes], { to: 1 }), graph.scalar(1 / 255)]);
}

/** The input `images`, float32 [batch, channels, height, width], as the network takes it. */
export function emitPixels(graph: GraphBuilder, [height, width, channels]: ImageShape): string {
  return graph.input("images", "float32", ["batch", channels, height, width]);
}
