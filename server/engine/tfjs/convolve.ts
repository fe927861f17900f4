import type * as TensorFlow from "@tensorflow/tfjs";
import type { Padding } from "#models/layers/settings/padding.ts";
import type { Size2d } from "#models/layers/settings/size2d.ts";
import type { Tensor } from "./layer-context.ts";
import type { TensorFlowJs } from "./load-tensorflow.ts";

type Convolution = { strides: Size2d; padding: Padding; dilationRate: Size2d; groups: number };

/**
 * A convolution with a kernel [kh, kw, channels / groups, filters]. TensorFlow.js's operators know no groups and have no
 * gradient for a dilation: each group is convolved on its own, with zeros between a dilated kernel's values.
 */
export function convolve(
  tf: TensorFlowJs,
  { input, kernel }: { input: Tensor; kernel: Tensor },
  { strides, padding, dilationRate, groups }: Convolution,
): Tensor {
  const x = input as TensorFlow.Tensor4D;
  const whole = spread(kernel as TensorFlow.Tensor4D, dilationRate);
  if (groups === 1) return tf.conv2d(x, whole, [...strides], padding);
  const [channels, filters] = [x.shape[3] / groups, whole.shape[3] / groups];
  const parts = Array.from({ length: groups }, (_, group) => {
    const part = x.slice([0, 0, 0, group * channels], [-1, -1, -1, channels]);
    const own = whole.slice([0, 0, 0, group * filters], [-1, -1, -1, filters]);
    return tf.conv2d(part, own, [...strides], padding);
  });
  return tf.concat(parts, 3);
}

/** Each channel with its own filters, kernel [kh, kw, channels, multiplier]. */
export function convolveDepthwise(
  tf: TensorFlowJs,
  { input, kernel }: { input: Tensor; kernel: Tensor },
  { strides, padding, dilationRate }: Omit<Convolution, "groups">,
): Tensor {
  const x = input as TensorFlow.Tensor4D;
  return tf.depthwiseConv2d(x, spread(kernel as TensorFlow.Tensor4D, dilationRate), [...strides], padding);
}

type Painting = Omit<Convolution, "groups"> & { outputShape: readonly number[] };

/** A transposed convolution, kernel [kh, kw, filters, channels]: all that is painted, and of it what lies within the output. */
export function paintBack(
  tf: TensorFlowJs,
  { input, kernel }: { input: Tensor; kernel: Tensor },
  { strides, padding, dilationRate, outputShape }: Painting,
): Tensor {
  const x = input as TensorFlow.Tensor4D;
  const spaced = spread(kernel as TensorFlow.Tensor4D, dilationRate);
  const [filters = 0] = outputShape.slice(2);
  const sides = ([0, 1] as const).map((axis) => {
    const painted = ((x.shape[axis + 1] ?? 1) - 1) * strides[axis] + (spaced.shape[axis] ?? 1);
    const length = outputShape[axis] ?? 1;
    const before = padding === "same" ? Math.floor(Math.max(painted - length, 0) / 2) : 0;
    return { painted: Math.max(painted, before + length), before, length };
  });
  const [rows, columns] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const batch = x.shape[0];
  const whole = [batch, rows.painted, columns.painted, filters] as [number, number, number, number];
  return tf
    .conv2dTranspose(x, spaced, whole, [...strides], "valid")
    .slice([0, rows.before, columns.before, 0], [batch, rows.length, columns.length, filters]);
}

/** Puts `rate - 1` zeros between neighbours in the first two axes. */
function spread(kernel: TensorFlow.Tensor4D, [down, across]: Size2d): TensorFlow.Tensor4D {
  if (down === 1 && across === 1) return kernel;
  const [height, width, channels, filters] = kernel.shape;
  const rows = kernel.reshape([height, 1, width, channels * filters]);
  const spaced = padAxis(rows, 1, down - 1).reshape([height * down, width, 1, channels * filters]);
  const all = padAxis(spaced, 2, across - 1).reshape([height * down, width * across, channels, filters]);
  const size = [(height - 1) * down + 1, (width - 1) * across + 1] as const;
  return all.slice([0, 0, 0, 0], [...size, channels, filters]) as TensorFlow.Tensor4D;
}

function padAxis(x: Tensor, axis: number, zeros: number): Tensor {
  return x.pad(x.shape.map((_, i): [number, number] => [0, i === axis ? zeros : 0]));
}
