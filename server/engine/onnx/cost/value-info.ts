import type { ElementType } from "../graph/proto/onnx-model.ts";

/** What is known of a value before anything runs. */
export type ValueInfo = {
  type: ElementType;
  dims: readonly number[];
  /** The numbers themselves, of small constants and of what shapes are computed from. */
  numbers?: readonly number[];
};

const ELEMENT_BYTES: Record<ElementType, number> = { float32: 4, uint8: 1, int32: 4, int64: 8, bool: 1 };

export function elementsOf({ dims }: ValueInfo): number {
  return dims.reduce((product, side) => product * side, 1);
}

export function bytesOf(value: ValueInfo): number {
  return elementsOf(value) * ELEMENT_BYTES[value.type];
}
