import type { Shape, ShapeResult } from "./define-layer.ts";
import { formatShape } from "./format-shape.ts";

/**
 * Of tensors that are combined number by number. Sizes must agree, but for a 1, which is repeated: [1, 1, 8] goes
 * with [4, 4, 8]. Keras also repeats along missing axes; that is refused here, since which axes are meant is unclear.
 */
export function mergedShape(layer: string, inputs: readonly Shape[]): ShapeResult {
  const [first = [], ...others] = inputs;
  let merged = first;
  for (const shape of others) {
    const fits =
      shape.length === merged.length &&
      shape.every((size, axis) => size === merged[axis] || size === 1 || merged[axis] === 1);
    if (!fits) {
      const reason = `${layer} needs inputs of one shape, received ${inputs.map(formatShape).join(" and ")}`;
      return { ok: false, reason };
    }
    merged = merged.map((size, axis) => Math.max(size, shape[axis] ?? 1));
  }
  return { ok: true, shape: merged };
}
