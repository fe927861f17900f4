import type { ModelGraph } from "../graph/schema.ts";
import { convBn } from "./conv-bn.ts";
import { residualNetwork } from "./residual-network.ts";

/**
 * The 18 layers of the paper, stem and all: a 64 x 64 image is 16 x 16 when it reaches the first block, 2 x 2 after the
 * last. Zeros beside what relu gives never win a pooling window, so they stand for its padding.
 */
export function residualNetwork18(squeeze: number | null): ModelGraph {
  return residualNetwork({
    stem: [
      ...convBn({ filters: 64, size: 7, strides: 2 }),
      { type: "ZeroPadding2D", settings: { padding: [1, 1] } },
      { type: "MaxPooling2D", settings: { poolSize: [3, 3], strides: [2, 2] } },
    ],
    stages: [64, 128, 256, 512],
    squeeze,
  });
}
