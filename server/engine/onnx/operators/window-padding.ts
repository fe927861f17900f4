import { dilatedSize } from "#models/layers/convolution-shape.ts";
import type { Padding } from "#models/layers/settings/padding.ts";
import type { Size2d } from "#models/layers/settings/size2d.ts";
import type { Border } from "../../weights/network-plan.ts";
import type { Shape } from "#models/layers/define-layer.ts";

export type WindowGeometry = {
  /** Height, width and channels. */
  input: readonly [number, number, number];
  output: readonly [number, number, number];
  size: Size2d;
  /** How far a window reaches: its size, or more where it is dilated. */
  reach: Size2d;
  strides: Size2d;
  dilations: Size2d;
  /** Zeros before and after, for rows and for columns. */
  before: Size2d;
  after: Size2d;
};

export type Window = {
  size: Size2d;
  strides: Size2d;
  padding: Padding;
  dilationRate?: Size2d;
  /** Zeros that lie around the input before any padding. */
  border?: Border | undefined;
};

/**
 * Where a window's padding lies: with `same`, an odd row or column goes to the bottom or right.
 * Source: https://www.tensorflow.org/api_docs/python/tf/nn, "Notes on padding".
 */
export function windowGeometry(input: Shape, output: Shape, window: Window): WindowGeometry {
  const dilations = window.dilationRate ?? [1, 1];
  const reach = dilatedSize(window.size, dilations);
  const total = ([0, 1] as const).map((axis) => {
    const covered = ((output[axis] ?? 0) - 1) * window.strides[axis] + reach[axis];
    return window.padding === "same" ? Math.max(covered - (input[axis] ?? 0), 0) : 0;
  }) as Size2d;
  const half: Size2d = [Math.floor(total[0] / 2), Math.floor(total[1] / 2)];
  const { before, after } = window.border ?? {
    before: half,
    after: [total[0] - half[0], total[1] - half[1]] satisfies Size2d,
  };
  return {
    input: input as WindowGeometry["input"],
    output: output as WindowGeometry["output"],
    size: window.size,
    reach,
    dilations,
    strides: window.strides,
    before,
    after,
  };
}

/** ONNX's `pads`: all beginnings, then all ends. */
export function onnxPads({ before, after }: WindowGeometry): number[] {
  return [...before, ...after];
}

/**
 * Rows and columns at the bottom right that no window reaches: what a transposed convolution must add to come
 * back to the input's size.
 */
export function outputPadding({ input, output, reach, strides, before, after }: WindowGeometry): Size2d {
  const rest = (axis: 0 | 1) =>
    input[axis] + before[axis] + after[axis] - ((output[axis] - 1) * strides[axis] + reach[axis]);
  return [rest(0), rest(1)];
}
