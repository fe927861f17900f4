import type { Objective } from "#server/engine/objectives/objective.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { PURPOSE, randomStream } from "#server/engine/random/random-stream.ts";
import type { InputShape } from "#models/datasets/descriptor.ts";
import { asMap, bytesOf, newInputs, type Inputs } from "#server/engine/inputs.ts";
import type { Split } from "#server/engine/split.ts";
import { copyImage } from "./copy-image.ts";
import { shuffledOrder } from "./shuffled-order.ts";

export type Batch = {
  count: number;
  /** Of pictures uint8 [count, channels, height, width], of windows float32 [count, columns, 1, steps]. */
  images: Inputs;
  /** As the objective encodes them. */
  targets: Int32Array | Float32Array;
};

type BatchSource = {
  split: Split;
  shape: InputShape;
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
  const { batchSize, seed } = hyperParameters;
  // Turned around, a window of time would run backwards.
  const isPicture = shape.length === 3;
  const flipHorizontal = isPicture && hyperParameters.flipHorizontal;
  const flipVertical = isPicture && hyperParameters.flipVertical;
  const map = asMap(shape);
  const length = map[0] * map[1] * map[2];
  const order = shuffledOrder(split.count, seed, epoch);
  const flips = randomStream(seed, PURPOSE.flip, epoch);
  const most = Math.min(batchSize, split.count);
  const images = newInputs(most, shape);
  const packed = newInputs(most, shape);
  const targets = objective.targetType === "int32" ? new Int32Array(most) : new Float32Array(most);
  const first = fromStep * batchSize;
  for (let skipped = 0; skipped < first; skipped++) flips();
  for (let start = first; start < split.count; start += batchSize) {
    const count = Math.min(batchSize, split.count - start);
    const places = order.subarray(start, start + count);
    split.read(places, bytesOf(packed));
    for (let slot = 0; slot < count; slot++) {
      const coins = flips();
      copyImage(
        { values: packed, offset: slot * length },
        { values: images, offset: slot * length },
        {
          shape: map,
          flip: {
            horizontal: flipHorizontal && (coins & 1) === 1,
            vertical: flipVertical && (coins & 2) === 2,
          },
        },
      );
      targets[slot] = objective.encode(split.targets[places[slot] as number] as number);
    }
    yield { count, images: images.subarray(0, count * length), targets: targets.subarray(0, count) };
  }
}
