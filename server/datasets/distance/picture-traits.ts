import type { PictureShape } from "#models/datasets/descriptor.ts";

/** Pictures are told apart by their brightness in so many fields a side, too: what lies where is left out, how much it varies not. */
const FIELDS = 8;

export type Traits = readonly number[];

/**
 * What a picture looks like without what is on it. Of RGB: the mean of each colour, red and blue less green, how much each
 * colour varies, how colourful it is and how much that varies, how steep its edges are on average and at their steepest, and
 * how much its brightness varies between 8 x 8 fields. Of grey what of it there is. Amounts are logarithms, since twice as
 * steep is as far from a flat one as from one four times as steep.
 * @param pixels bytes [height, width, channels].
 */
export function pictureTraits(pixels: Uint8Array, [height, width, channels]: PictureShape): Traits {
  const count = height * width;
  const brightness = new Float64Array(count);
  const colours = Array.from({ length: channels }, () => ({ sum: 0, squares: 0 }));
  const colourful = { sum: 0, squares: 0 };
  for (let at = 0; at < count; at += 1) {
    let [low, high, total] = [255, 0, 0];
    for (const [channel, known] of colours.entries()) {
      const value = pixels[at * channels + channel] ?? 0;
      known.sum += value;
      known.squares += value * value;
      low = Math.min(low, value);
      high = Math.max(high, value);
      total += value;
    }
    brightness[at] = total / channels;
    colourful.sum += high - low;
    colourful.squares += (high - low) ** 2;
  }
  const means = colours.map(({ sum }) => sum / count);
  const [red = 0, green = 0, blue = 0] = means;
  const edges = edgesOf(brightness, { height, width });
  return [
    ...means,
    ...(channels === 3 ? [red - green, blue - green] : []),
    ...colours.map((known) => amount(deviationOf(known, count))),
    ...(channels === 3 ? [amount(colourful.sum / count), amount(deviationOf(colourful, count))] : []),
    amount(edges.mean),
    amount(edges.rootMeanSquare),
    amount(fieldDeviation(brightness, { height, width })),
  ];
}

const amount = (value: number): number => Math.log1p(value);

function deviationOf({ sum, squares }: { sum: number; squares: number }, count: number): number {
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}

type Size = { height: number; width: number };

/** Between each pixel and those to its left and above it. */
function edgesOf(brightness: Float64Array, { height, width }: Size) {
  const known = { sum: 0, squares: 0, count: 0 };
  function add(a: number, b: number): void {
    const step = Math.abs((brightness[a] ?? 0) - (brightness[b] ?? 0));
    known.sum += step;
    known.squares += step * step;
    known.count += 1;
  }
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      if (column > 0) add(at, at - 1);
      if (row > 0) add(at, at - width);
    }
  }
  const count = Math.max(1, known.count);
  return { mean: known.sum / count, rootMeanSquare: Math.sqrt(known.squares / count) };
}

function fieldDeviation(brightness: Float64Array, { height, width }: Size): number {
  const fields = Array.from({ length: FIELDS * FIELDS }, () => ({ sum: 0, count: 0 }));
  for (const [at, value] of brightness.entries()) {
    const row = Math.floor((Math.floor(at / width) * FIELDS) / height);
    const column = Math.floor(((at % width) * FIELDS) / width);
    const field = fields[row * FIELDS + column];
    if (field === undefined) continue;
    field.sum += value;
    field.count += 1;
  }
  const means = fields.filter(({ count }) => count > 0).map(({ sum, count }) => sum / count);
  const sum = means.reduce((total, mean) => total + mean, 0);
  const squares = means.reduce((total, mean) => total + mean * mean, 0);
  return deviationOf({ sum, squares }, Math.max(1, means.length));
}
