import type { Objective } from "#server/engine/objectives/objective.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { PURPOSE, randomStream } from "#server/engine/random/random-stream.ts";
import type { ImageShape, Split } from "#server/engine/split.ts";
import { copyImage } from "./copy-image.ts";
import { shuffledOrder } from "./shuffled-order.ts";

export type Batch = {
  count: number;
  /** uint8 [count, channels, height, width]. */
  images: Uint8Array;
  /** As the objective encodes them. */
  targets: Int32Array | Float32Array;
};

type BatchSource = {
  split: Split;
  shape: ImageShape;
  hyperParameters: HyperParameters;
  objective: Pick<Objective, "encode" | "targetType">;
};

/**
 * The batches of one training epoch, shuffled and flipped as seed and epoch tell. The last one holds what is left
 * and may be smaller, as in Keras. A batch is overwritten by the next. After a pause, `fromStep` leaves out those that the
 * epoch has had.
 */
export function* epochBatches(
  { split, shape, hyperParameters, objective }: BatchSource,
  epoch: number,
  fromStep = 0,
): Generator<Batch> {
  const { batchSize, seed, flipHorizontal, flipVertical } = hyperParameters;
  const imageBytes = shape[0] * shape[1] * shape[2];
  const order = shuffledOrder(split.count, seed, epoch);
  const flips = randomStream(seed, PURPOSE.flip, epoch);
  const images = new Uint8Array(Math.min(batchSize, split.count) * imageBytes);
  const packed = new Uint8Array(images.length);
  const most = Math.min(batchSize, split.count);
  const targets = objective.targetType === "int32" ? new Int32Array(most) : new Float32Array(most);
  const first = fromStep * batchSize;
  for (let skipped = 0; skipped < first; skipped++) flips();
  for (let start = first; start < split.count; start += batchSize) {
    const count = Math.min(batchSize, split.count - start);
    const places = order.subarray(start, start + count);
    split.read(places, packed);
    for (let slot = 0; slot < count; slot++) {
      const coins = flips();
      copyImage(
        { bytes: packed, offset: slot * imageBytes },
        { bytes: images, offset: slot * imageBytes },
        {
          shape,
          flip: {
            horizontal: flipHorizontal && (coins & 1) === 1,
            vertical: flipVertical && (coins & 2) === 2,
          },
        },
      );
      targets[slot] = objective.encode(split.targets[places[slot] as number] as number);
    }
    yield { count, images: images.subarray(0, count * imageBytes), targets: targets.subarray(0, count) };
  }
}
