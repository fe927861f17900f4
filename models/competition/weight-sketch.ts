import { z } from "zod";

/** Numbers that stand for one tensor, however large it is. */
const SKETCH_LENGTH = 32;
const DIGITS = 8;

/**
 * What is kept of one tensor of weights: how far it is from another of its shape can be told from both sketches.
 * `norm`: of its values less their mean. `values`: those folded into 32 sums with random signs, the same for every tensor.
 */
const tensorSketch = z.object({
  shape: z.array(z.int()),
  /** Not frozen. */
  isTrained: z.boolean(),
  norm: z.number(),
  values: z.array(z.number()).length(SKETCH_LENGTH),
});
export type TensorSketch = z.infer<typeof tensorSketch>;

/** Of a whole network, one a tensor. */
export const weightSketch = z.array(tensorSketch);
export type WeightSketch = z.infer<typeof weightSketch>;

/** Source: Charikar, Chen and Farach-Colton, "Finding frequent items in data streams", 2002: the count sketch. */
export function sketchOf(data: ArrayLike<number>): Pick<TensorSketch, "norm" | "values"> {
  const values = new Float64Array(SKETCH_LENGTH);
  let sum = 0;
  for (let index = 0; index < data.length; index++) sum += data[index] ?? 0;
  // Without it all gammas near 1 would be alike.
  const mean = data.length === 0 ? 0 : sum / data.length;
  let squares = 0;
  for (let index = 0; index < data.length; index++) {
    const value = (data[index] ?? 0) - mean;
    squares += value * value;
    const random = mixed(index);
    const place = random & (SKETCH_LENGTH - 1);
    values[place] = (values[place] ?? 0) + (random < 0 ? -value : value);
  }
  const isKnown = Number.isFinite(squares);
  const rounded = (value: number) => (isKnown ? Number(value.toPrecision(DIGITS)) : 0);
  return { norm: rounded(Math.sqrt(squares)), values: Array.from(values, rounded) };
}

/** The last steps of MurmurHash3, which spread every bit of a place over all 32. */
function mixed(place: number): number {
  let bits = Math.imul(place + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
