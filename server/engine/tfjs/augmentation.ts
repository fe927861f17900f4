import { lowestAndHighest } from "#models/layers/settings/factor-range.ts";
import type { FillMode } from "#models/layers/settings/fill-mode.ts";
import type { Interpolation } from "#models/layers/settings/interpolation.ts";
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

/** By any angle within the factor; without one a half turn or none, then a quarter turn counterclockwise or none. */
export function turn(context: LayerContext<"RandomRotation">): Tensor {
  const { settings, inputs, isTraining, random } = context;
  const [x] = inputs;
  if (!isTraining) return x;
  if (settings.factor !== undefined) {
    const [low, high] = lowestAndHighest(settings.factor);
    const turns = random({ kind: "uniform" }, [1, 1, 1])
      .mul(high - low)
      .add(low);
    return turned(context, turns.mul(2 * Math.PI).reshape([-1, 1]));
  }
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
    const wanted = tf.range(0, size).reshape([1, size, 1]).sub(shift);
    return placeMatrix(tf, wanted, { size, fillMode, interpolation: "bilinear" });
  };
  return movePixels(x, { rows: matrix(0, height, heightFactor), columns: matrix(1, width, widthFactor) });
}

export function zoom(context: LayerContext<"RandomZoom">): Tensor {
  const { tf, settings, inputs, inputShapes, isTraining, random } = context;
  if (!isTraining) return inputs[0];
  const { heightFactor, widthFactor, fillMode, interpolation } = settings;
  const draws = random({ kind: "uniform" }, [1, 1, widthFactor === undefined ? 1 : 2]);
  const [height = 1, width = 1] = inputShapes[0] ?? [];
  const matrix = (index: number, size: number, range: typeof heightFactor) => {
    const [low, high] = lowestAndHighest(range);
    const by = chosen(draws, index)
      .reshape([-1, 1, 1])
      .mul(high - low)
      .add(1 + low);
    const middle = (size - 1) / 2;
    const wanted = tf.range(0, size).sub(middle).reshape([1, size, 1]).mul(by).add(middle);
    return placeMatrix(tf, wanted, { size, fillMode, interpolation });
  };
  return movePixels(inputs[0], {
    rows: matrix(0, height, heightFactor),
    columns: matrix(widthFactor === undefined ? 0 : 1, width, widthFactor ?? heightFactor),
  });
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

type Places = { size: number; fillMode: FillMode; interpolation: Interpolation };

/** Whole places around a place between pixels, and how much each counts. */
function neighbours(wanted: Tensor, interpolation: Interpolation): { place: Tensor; weight: Tensor }[] {
  if (interpolation === "nearest") {
    const place = wanted.add(0.5).floor();
    return [{ place, weight: place.mul(0).add(1) }];
  }
  const before = wanted.floor();
  const nearness = wanted.sub(before);
  return [
    { place: before, weight: nearness.neg().add(1) },
    { place: before.add(1), weight: nearness },
  ];
}

/** Of each image, [batch, size, size], from the old place that each new one shows, [batch, size, 1]. */
function placeMatrix(tf: TensorFlowJs, wanted: Tensor, { size, fillMode, interpolation }: Places): Tensor {
  const columns = tf.range(0, size).reshape([1, 1, size]);
  return neighbours(wanted, interpolation)
    .map(({ place, weight }) => filled(tf, place, { size, fillMode }).equal(columns).toFloat().mul(weight))
    .reduce((left, right) => left.add(right));
}

/** About its middle, by an angle an image, [batch, 1]: each pixel is fetched from where it was. */
function turned(context: LayerContext<"RandomRotation">, angle: Tensor): Tensor {
  const { tf, settings, inputs, inputShapes } = context;
  const { fillMode, interpolation } = settings;
  const [x] = inputs;
  const [height = 1, width = 1, channels = 1] = inputShapes[0] ?? [];
  const pixels = height * width;
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const place = tf.range(0, pixels).reshape([1, pixels]);
  const row = place
    .div(width)
    .add(0.5 / width)
    .floor();
  const [dx, dy] = [place.sub(row.mul(width)).sub(middleX), row.sub(middleY)];
  const along = (wanted: Tensor, size: number) =>
    neighbours(wanted, interpolation).map((each) => {
      const there = filled(tf, each.place, { size, fillMode });
      const within = there.clipByValue(0, size - 1);
      return { place: within, weight: each.weight.mul(within.equal(there).toFloat()) };
    });
  const columns = along(angle.cos().mul(dx).sub(angle.sin().mul(dy)).add(middleX), width);
  const rows = along(angle.sin().mul(dx).add(angle.cos().mul(dy)).add(middleY), height);
  const count = x.shape[0] ?? 1;
  const first = tf.range(0, count).mul(pixels).reshape([count, 1]);
  const flat = x.reshape([count * pixels, channels]);
  const parts = rows.flatMap((down) =>
    columns.map((across) => {
      const index = down.place.mul(width).add(across.place).add(first).round().toInt();
      return tf.gather(flat, index.reshape([-1])).mul(down.weight.mul(across.weight).reshape([-1, 1]));
    }),
  );
  return parts.reduce((left, right) => left.add(right)).reshape([-1, height, width, channels]);
}

/** Which pixel stands at a place that may lie outside; for `constant`, none does. */
function filled(
  tf: TensorFlowJs,
  place: Tensor,
  { size, fillMode }: { size: number; fillMode: FillMode },
): Tensor {
  const rest = (of: number) => place.sub(place.div(of).floor().mul(of));
  switch (fillMode) {
    case "constant":
      return place;
    case "nearest":
      return place.clipByValue(0, size - 1);
    case "wrap":
      return rest(size);
    case "reflect": {
      // d c b a | a b c d | d c b a
      const there = rest(2 * size);
      return tf.minimum(there, there.neg().add(2 * size - 1));
    }
  }
}
