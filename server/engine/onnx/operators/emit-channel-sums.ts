import type { Shape } from "#models/layers/define-layer.ts";
import type { GraphBuilder } from "../graph/graph-builder.ts";
import { emitTransposedProduct } from "./emit-transposed-product.ts";

/** Per channel, over pictures and pixels, as dims that repeat along a value of the layer's shape. */
export type ChannelSum = { sum: () => string; mean: () => string };

/** With fewer pixels, starting so many small products costs more than writing the product out. */
const FEWEST_FOR_PRODUCT = 512;

/**
 * Sums of a value, and of products of two, for each channel of [batch, channels, h, w] or [batch, channels]. In two
 * stages, each along memory: over all three axes at once, or of a product that is written out first, takes the runtime
 * three to six times as long.
 */
export function channelSums(graph: GraphBuilder, shape: Shape) {
  const channels = shape.at(-1) ?? 0;
  const isMap = shape.length === 3;
  const pixels = isMap ? (shape[0] ?? 1) * (shape[1] ?? 1) : 1;
  const pictures = graph.ints([0]);

  const overPictures = (perPicture: string): ChannelSum => ({
    sum: () => graph.node("ReduceSum", [perPicture, pictures], { keepdims: 1 }),
    mean: () =>
      graph.node("Mul", [
        graph.node("ReduceMean", [perPicture, pictures], { keepdims: 1 }),
        graph.scalar(1 / pixels),
      ]),
  });

  const ofPixels = (value: string) => {
    const rows = graph.node("Reshape", [value, graph.ints([-1, channels, pixels])]);
    const sums = graph.node("ReduceSum", [rows, graph.ints([2])], { keepdims: 1 });
    return graph.node("Reshape", [sums, graph.ints([-1, channels, 1, 1])]);
  };

  return {
    of: (value: string) => overPictures(isMap ? ofPixels(value) : value),
    ofProduct(a: string, b: string): ChannelSum {
      if (!isMap) return overPictures(graph.node("Mul", [a, b]));
      if (!graph.target.hasFusedMatMul || pixels < FEWEST_FOR_PRODUCT)
        return overPictures(ofPixels(graph.node("Mul", [a, b])));
      // A row times a column, for each channel of each picture.
      const row = (value: string) => graph.node("Reshape", [value, graph.ints([-1, channels, 1, pixels])]);
      const left = row(a);
      return overPictures(emitTransposedProduct(graph, left, { right: a === b ? left : row(b), rank: 4 }));
    },
  };
}
