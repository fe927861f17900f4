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
