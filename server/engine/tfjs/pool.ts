import type * as TensorFlow from "@tensorflow/tfjs";
import type { Padding } from "#models/layers/settings/padding.ts";
import type { Size2d } from "#models/layers/settings/size2d.ts";
import type { Shape } from "#models/layers/define-layer.ts";
import { windowGeometry } from "../onnx/operators/window-padding.ts";
import type { Tensor } from "./layer-context.ts";
import type { TensorFlowJs } from "./load-tensorflow.ts";

type Pooling = { size: Size2d; strides: Size2d; padding: Padding; inputShape: Shape; outputShape: Shape };

/**
 * Means over windows, of the true pixels alone. At a padded edge TensorFlow.js 4.22 divides gradients by the whole
 * window on its plain backend: sums over padding of our own are right on all of them.
 */
export function averagePool(tf: TensorFlowJs, input: Tensor, pooling: Pooling): Tensor {
  const { size, strides, inputShape, outputShape } = pooling;
  const x = input as TensorFlow.Tensor4D;
  const { before, after } = windowGeometry(inputShape, outputShape, pooling);
  if ([...before, ...after].every((zeros) => zeros === 0)) {
    return tf.avgPool(x, [...size], [...strides], "valid");
  }
  const sides: [number, number][] = [
    [0, 0],
    [before[0], after[0]],
    [before[1], after[1]],
    [0, 0],
  ];
  const pool = (values: Tensor) =>
    tf.avgPool(values.pad<TensorFlow.Tensor4D>(sides), [...size], [...strides], "valid");
  const [height = 1, width = 1] = inputShape;
  return pool(x).div(pool(tf.ones([1, height, width, 1])));
}

/**
 * The largest of each channel, [batch, h, w, c] to [batch, c]. Equal ones share the gradient, as in TensorFlow; TensorFlow.js
 * would give all of it to each.
 */
export function largestOfChannels(tf: TensorFlowJs, input: Tensor): Tensor {
  const largest = tf.customGrad((x, save) => {
    const peak = (x as Tensor).max([1, 2], true);
    (save as TensorFlow.GradSaveFunc)([x as Tensor, peak]);
    return {
      value: peak.squeeze([1, 2]),
      gradFunc: (gradient: Tensor, [kept, highest]: Tensor[]) => {
        if (kept === undefined || highest === undefined) throw new Error("What was kept is missing");
        const isLargest = kept.equal(highest).toFloat();
        return isLargest.mul(
          gradient
            .expandDims(1)
            .expandDims(1)
            .div(isLargest.sum([1, 2], true)),
        );
      },
    };
  });
  return largest(input);
}

/** Each pixel `down` times below itself and `across` times beside itself; of tiles TensorFlow.js's gradient is right. */
export function repeatPixels(input: Tensor, [down, across]: Size2d): Tensor {
  const [count = 1, height = 1, width = 1, channels = 1] = input.shape;
  const rows = input.reshape([count * height, 1, width * channels]).tile([1, down, 1]);
  const pixels = rows.reshape([count * height * down * width, 1, channels]).tile([1, across, 1]);
  return pixels.reshape([count, height * down, width * across, channels]);
}
