import type { TensorSketch, WeightSketch } from "./weight-sketch.ts";

/** As far apart two tensors are nearly the same: of their length. Two that were trained apart are about 1.4 of it apart. */
const NEAR = 0.01;

export type WeightLikeness = {
  /** Of the values that one of both trained, how many belong to a tensor that is nearly the same in the other. */
  share: number;
  /** The largest distance among those tensors, as a part of their length. */
  distance: number;
};

/**
 * How much of two networks' weights is nearly the same, tensor by tensor of one shape, whatever they are called. What neither
 * trained, as the backbone that a class begins from, is left out. null where there is nothing to compare.
 */
export function weightLikeness(one: WeightSketch, other: WeightSketch): WeightLikeness | null {
  const [few, many] = totalOf(one) <= totalOf(other) ? [one, other] : [other, one];
  const byShape = new Map<string, TensorSketch[]>();
  for (const tensor of many) {
    const shape = tensor.shape.join();
    byShape.set(shape, [...(byShape.get(shape) ?? []), tensor]);
  }
  let [all, near, distance] = [0, 0, 0];
  for (const tensor of few) {
    // All of its values are one: that says nothing.
    if (tensor.norm === 0) continue;
    const found = nearestOf(tensor, byShape.get(tensor.shape.join()) ?? []);
    if (!tensor.isTrained && found?.tensor.isTrained !== true) continue;
    all += sizeOf(tensor);
    if (found === null) continue;
    near += sizeOf(tensor);
    distance = Math.max(distance, found.distance);
  }
  return all === 0 ? null : { share: near / all, distance };
}

function nearestOf(
  one: TensorSketch,
  others: readonly TensorSketch[],
): { tensor: TensorSketch; distance: number } | null {
  let best: { tensor: TensorSketch; distance: number } | null = null;
  for (const tensor of others) {
    const longer = Math.max(one.norm, tensor.norm);
    // Lengths that differ by more are farther apart than that, whatever they point to.
    if (Math.abs(one.norm - tensor.norm) > NEAR * longer) continue;
    const distance = distanceOf(one.values, tensor.values) / longer;
    if (distance <= NEAR && distance < (best?.distance ?? Infinity)) best = { tensor, distance };
  }
  return best;
}

function distanceOf(one: readonly number[], other: readonly number[]): number {
  let squares = 0;
  for (let index = 0; index < one.length; index++) squares += ((one[index] ?? 0) - (other[index] ?? 0)) ** 2;
  return Math.sqrt(squares);
}

const sizeOf = ({ shape }: TensorSketch) => shape.reduce((product, size) => product * size, 1);
const totalOf = (sketch: WeightSketch) => sketch.reduce((sum, tensor) => sum + sizeOf(tensor), 0);
