import type { FillMode } from "#models/layers/random-translation.ts";
import type { LayerContext, Tensor } from "./layer-context.ts";
import type { TensorFlowJs } from "./load-tensorflow.ts";
import { movePixels } from "./move-pixels.ts";

const AXES = { horizontal: [2], vertical: [1], horizontal_and_vertical: [2, 1] } as const;

export function flip({ settings, inputs: [x], isTraining, random }: LayerContext<"RandomFlip">): Tensor {
  if (!isTraining) return x;
  const axes = AXES[settings.mode];
  const coins = random({ kind: "mask", rate: 0.5 }, [1, 1, axes.length]);
  return axes.reduce<Tensor>((kept, axis, i) => choose(chosen(coins, i), kept, kept.reverse(axis)), x);
}

/** A half turn or none, then a quarter turn counterclockwise or none. */
export function turn({ inputs: [x], isTraining, random }: LayerContext<"RandomRotation">): Tensor {
  if (!isTraining) return x;
  const coins = random({ kind: "mask", rate: 0.5 }, [1, 1, 2]);
  const half = choose(chosen(coins, 0), x, x.reverse([1, 2]));
  return choose(chosen(coins, 1), half, half.transpose([0, 2, 1, 3]).reverse(1));
}

export function translate(context: LayerContext<"RandomTranslation">): Tensor {
  const { tf, settings, inputs, inputShapes, isTraining, random } = context;
  const { heightFactor, widthFactor, fillMode } = settings;
  const [x] = inputs;
  if (!isTraining || heightFactor + widthFactor === 0) return x;
  const draws = random({ kind: "uniform" }, [1, 1, 2]);
  const [height = 1, width = 1] = inputShapes[0] ?? [];
  const matrix = (index: number, size: number, factor: number) => {
    if (factor === 0) return null;
    const reach = factor * size;
    const shift = chosen(draws, index)
      .reshape([-1, 1, 1])
      .mul(2 * reach)
      .sub(reach);
    return shiftMatrix(tf, shift, { size, fillMode });
  };
  return movePixels(x, { rows: matrix(0, height, heightFactor), columns: matrix(1, width, widthFactor) });
}

export function changeContrast(context: LayerContext<"RandomContrast">): Tensor {
  const { settings, inputs, isTraining, random } = context;
  const { factor, minValue, maxValue } = settings;
  const [x] = inputs;
  if (!isTraining) return x;
  const contrast = random({ kind: "uniform" }, [1, 1, 1])
    .mul(2 * factor)
    .add(1 - factor);
  const mean = x.mean([1, 2], true);
  return x.sub(mean).mul(contrast).add(mean).clipByValue(minValue, maxValue);
}

/** One number an image, [batch, 1, 1, 1]. */
function chosen(draws: Tensor, index: number): Tensor {
  return draws.slice([0, 0, 0, index], [-1, -1, -1, 1]);
}

/** `kept` for the images whose coin is 1, `other` for those whose coin is 0. */
function choose(coin: Tensor, kept: Tensor, other: Tensor): Tensor {
  return kept.mul(coin).add(other.mul(coin.neg().add(1)));
}

/**
 * Of each image, [batch, size, size], from its shift, [batch, 1, 1]: the new place i shows the old place i - shift,
 * between two pixels their mean, weighed by how near they are.
 */
function shiftMatrix(
  tf: TensorFlowJs,
  shift: Tensor,
  { size, fillMode }: { size: number; fillMode: FillMode },
): Tensor {
  const places = tf.range(0, size);
  const wanted = places.reshape([1, size, 1]).sub(shift);
  const before = wanted.floor();
  const nearness = wanted.sub(before);
  const weighed = (place: Tensor, weight: Tensor) =>
    filled(tf, place, { size, fillMode })
      .equal(places.reshape([1, 1, size]))
      .toFloat()
      .mul(weight);
  return weighed(before, nearness.neg().add(1)).add(weighed(before.add(1), nearness));
}

/** Which pixel stands at a place that may lie outside, by up to `size`; for `constant`, none does. */
function filled(
  tf: TensorFlowJs,
  place: Tensor,
  { size, fillMode }: { size: number; fillMode: FillMode },
): Tensor {
  switch (fillMode) {
    case "constant":
      return place;
    case "nearest":
      return place.clipByValue(0, size - 1);
    case "wrap":
      return place.sub(place.div(size).floor().mul(size));
    case "reflect": {
      // d c b a | a b c d | d c b a: mirrored at -1/2 and then at size - 1/2.
      const low = tf.abs(place.add(0.5)).sub(0.5);
      return tf
        .abs(low.sub(size - 0.5))
        .neg()
        .add(size - 0.5);
    }
  }
}
