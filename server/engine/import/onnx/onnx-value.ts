import type { Shape } from "#models/layers/define-layer.ts";
import type { Constant } from "./onnx-constant.ts";

/** What a node of ours gives, and how ONNX sees it. */
export type Feature = {
  /** The node's id. */
  feed: string;
  /** As we have it, without the batch. */
  shape: Shape;
  /** Which axis of ours, the batch being 0, each axis of ONNX is: [0, 3, 1, 2] where channels come before rows. */
  axes: readonly number[];
  /** Of a map that was flattened in ONNX's order, which is not ours: the map, and its axes. */
  flattened?: Pick<Feature, "shape" | "axes">;
  /** Of a map of one place, what gives its channels alone. */
  flat?: string;
  /** No value is below 0, so that zeros around it never win. */
  isNonNegative?: boolean;
};

export type OnnxValue = ({ kind: "constant" } & Constant) | ({ kind: "feature" } & Feature);

export const CHANNELS_FIRST = [0, 3, 1, 2];
export const CHANNELS_LAST = [0, 1, 2, 3];

/** The sides that ONNX sees, of one picture. */
export function onnxDims({ shape, axes }: Pick<Feature, "shape" | "axes">): number[] {
  return axes.map((axis) => (axis === 0 ? 1 : (shape[axis - 1] ?? 1)));
}

/** The axes of a value that ONNX sees in our order. */
export function sameAxes(shape: Shape): number[] {
  return [0, ...shape.map((_, index) => index + 1)];
}

/** For each value in ONNX's order of a flattened map, its place in ours; null where the order is the same. */
export function flattenedOrder({ flattened }: Feature): Int32Array | null {
  if (flattened === undefined) return null;
  const { shape, axes } = flattened;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const dims = onnxDims(flattened);
  const order = new Int32Array(shape.reduce((product, side) => product * side, 1));
  const at = dims.map(() => 0);
  for (let index = 0; index < order.length; index++) {
    order[index] = axes.reduce(
      (place, axis, n) => place + (axis === 0 ? 0 : (at[n] ?? 0) * (strides[axis - 1] ?? 1)),
      0,
    );
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      const next = (at[axis] ?? 0) + 1;
      at[axis] = next === dims[axis] ? 0 : next;
      if (next !== dims[axis]) break;
    }
  }
  return order;
}

/** Whether flattening gives the same order for us: no axis that is longer than 1 has another place. */
export function isInOrder({ shape, axes }: Pick<Feature, "shape" | "axes">): boolean {
  const long = axes.filter((axis) => axis !== 0 && (shape[axis - 1] ?? 1) > 1);
  return long.every((axis, index) => index === 0 || axis > (long[index - 1] ?? 0));
}
