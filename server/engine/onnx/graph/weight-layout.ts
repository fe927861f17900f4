import type { CompiledWeight } from "#models/graph/compile.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { permuteAxes } from "#server/engine/weights/permute-axes.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { onnxLayerOf } from "../layers/index.ts";

/** Where a weight lies in the one long vector that holds all weights of its kind. */
type PackedWeight = {
  weight: CompiledWeight;
  offset: number;
  size: number;
  /** Keras's axes in ONNX's order. */
  axes: readonly number[];
  /** Shape in ONNX's order. */
  dims: readonly number[];
};

export type WeightVector = { entries: readonly PackedWeight[]; length: number };

/**
 * Weights travel in two vectors, those that gradients move and those that they do not: two tensors in and out of a
 * step instead of dozens, and one chain of optimizer operators.
 */
export type WeightLayout = { trainable: WeightVector; statistics: WeightVector };

export function weightLayout(plan: NetworkPlan): WeightLayout {
  const typeOf = new Map(plan.layers.map((layer) => [layer.name, layer.type]));
  const pack = (weights: readonly CompiledWeight[]): WeightVector => {
    let length = 0;
    const entries = weights.map((weight) => {
      const custom = onnxLayerOf(typeOf.get(weight.layer))?.weightAxes?.[weight.name];
      const axes = custom ?? weight.shape.map((_, axis) => axis);
      const size = weight.shape.reduce((product, side) => product * side, 1);
      const entry = { weight, offset: length, size, axes, dims: axes.map((axis) => weight.shape[axis] ?? 1) };
      length += size;
      return entry;
    });
    return { entries, length };
  };
  return {
    trainable: pack(plan.weights.filter((weight) => weight.isTrainable)),
    statistics: pack(plan.weights.filter((weight) => !weight.isTrainable)),
  };
}

/** Keras's weights to one vector in ONNX's layouts. */
export function packWeights(vector: WeightVector, values: WeightValues): Float32Array {
  const packed = new Float32Array(vector.length);
  for (const { weight, offset, axes } of vector.entries) {
    const value = values.get(weight.key);
    if (!value) throw new Error(`The weight ${weight.key} is missing`);
    packed.set(permuteAxes(value, weight.shape, axes), offset);
  }
  return packed;
}

/** The way back: one vector to Keras's weights. */
export function unpackWeights(vector: WeightVector, packed: Float32Array): [string, Float32Array][] {
  return vector.entries.map(({ weight, offset, size, axes, dims }) => {
    const back = axes.map((_, axis) => axes.indexOf(axis));
    return [weight.key, permuteAxes(packed.subarray(offset, offset + size), dims, back)];
  });
}
