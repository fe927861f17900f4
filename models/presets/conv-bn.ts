import type { ChainLayer } from "../graph/chain.ts";

export type ConvBn = { filters: number; size?: number; strides?: 1 | 2; isActive?: boolean };

/** PyTorch's settings, whose 0.1 is Keras's 0.9. */
export const batchNormalization: ChainLayer = {
  type: "BatchNormalization",
  settings: { momentum: 0.9, epsilon: 1e-5 },
};

export const relu: ChainLayer = { type: "Activation", settings: { activation: "relu" } };

/**
 * A convolution without bias, batch normalization and relu. At stride 2 the zeros lie evenly on all sides, as in
 * PyTorch and in Keras's own applications; "same" would put them at the bottom right only.
 */
export function convBn({ filters, size = 3, strides = 1, isActive = true }: ConvBn): ChainLayer[] {
  const settings = { filters, kernelSize: [size, size], strides: [strides, strides], useBias: false };
  return [
    ...evenPadding(size, strides),
    { type: "Conv2D", settings: { ...settings, padding: strides === 1 ? "same" : "valid" } },
    batchNormalization,
    ...(isActive ? [relu] : []),
  ];
}

/** The zeros that a window of odd size needs at stride 2; at stride 1 padding "same" is as even. */
export function evenPadding(size: number, strides: 1 | 2): ChainLayer[] {
  const zeros = (size - 1) / 2;
  return strides === 1 || zeros === 0
    ? []
    : [{ type: "ZeroPadding2D", settings: { padding: [zeros, zeros] } }];
}
