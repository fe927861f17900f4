import type { Size } from "../box.ts";
import type { Bitmap } from "../mask/bitmap.ts";
import { LOW_SIDE, lowBox } from "./low-box.ts";
import { SAM_SIDE, samSize } from "./prompt.ts";

type Taps = { first: Int32Array; weights: Float32Array; count: number };

/** Bilinear from `from` to `to` places, half-pixel centres, as weights of source places in a row. */
function linearTaps(from: number, to: number): { at: number; far: number }[] {
  return Array.from({ length: to }, (_, place) => {
    const source = Math.max(0, ((place + 0.5) * from) / to - 0.5);
    const at = Math.min(from - 1, Math.floor(source));
    return { at, far: at + 1 < from ? source - at : 0 };
  });
}

/** SAM's two steps in one, along one side: 256 to 1024, cut to the picture's part, that to the picture. */
function combinedTaps(part: number, to: number): Taps {
  const first = linearTaps(LOW_SIDE, SAM_SIDE);
  const second = linearTaps(part, to);
  const count = 4;
  const taps: Taps = { first: new Int32Array(to), weights: new Float32Array(to * count), count };
  second.forEach(({ at, far }, place) => {
    const start = Math.min(LOW_SIDE - count, first[at]?.at ?? 0);
    taps.first[place] = start;
    for (const [middle, share] of [
      [first[at], 1 - far],
      [first[at + 1], far],
    ] as const) {
      if (middle === undefined || share === 0) continue;
      const slot = place * count + (middle.at - start);
      taps.weights[slot] = (taps.weights[slot] ?? 0) + share * (1 - middle.far);
      if (middle.far > 0) taps.weights[slot + 1] = (taps.weights[slot + 1] ?? 0) + share * middle.far;
    }
  });
  return taps;
}

/** Of a picture that is asked about again and again, by its object. */
const known = new WeakMap<Size, { across: Taps; down: Taps }>();

function tapsOf(picture: Size): { across: Taps; down: Taps } {
  const found = known.get(picture);
  if (found !== undefined) return found;
  const part = samSize(picture);
  const made = {
    across: combinedTaps(part.width, picture.width),
    down: combinedTaps(part.height, picture.height),
  };
  known.set(picture, made);
  return made;
}

/** Of places in a row those that look at one of the wanted source places, from the first to behind the last. */
function reached({ first, count }: Taps, from: number, end: number): readonly [from: number, end: number] {
  return [
    first.findIndex((start) => start + count > from),
    first.length - [...first].toReversed().findIndex((start) => start < end),
  ];
}

/**
 * The decoder's logits, 256 x 256 row by row, as a mask of the picture's own size: where they are above 0. Where all that a
 * place is made of is 0 or less it is as well, so that only what lies around the rest is worked out.
 */
export function upscaleMask(logits: Float32Array, picture: Size): Bitmap {
  const { width, height } = picture;
  const bits = new Uint8Array(width * height);
  const box = lowBox(logits);
  if (box === null) return { width, height, bits };
  const { across, down } = tapsOf(picture);
  const [left, right] = reached(across, box.left, box.right);
  const [top, bottom] = reached(down, box.top, box.bottom);
  // Each of the rows that are looked at to the picture's width first.
  const [firstRow = 0, lastRow = 0] = [down.first[top], down.first[bottom - 1]];
  const wide = new Float32Array(LOW_SIDE * width);
  for (let row = firstRow; row < lastRow + down.count; row += 1) {
    for (let column = left; column < right; column += 1) {
      let sum = 0;
      const from = row * LOW_SIDE + (across.first[column] ?? 0);
      for (let tap = 0; tap < across.count; tap += 1) {
        sum += (logits[from + tap] ?? 0) * (across.weights[column * across.count + tap] ?? 0);
      }
      wide[row * width + column] = sum;
    }
  }
  for (let row = top; row < bottom; row += 1) {
    const from = (down.first[row] ?? 0) * width;
    const [a = 0, b = 0, c = 0, d = 0] = down.weights.subarray(row * down.count, (row + 1) * down.count);
    for (let column = left; column < right; column += 1) {
      const at = from + column;
      const value =
        a * (wide[at] ?? 0) +
        b * (wide[at + width] ?? 0) +
        c * (wide[at + 2 * width] ?? 0) +
        d * (wide[at + 3 * width] ?? 0);
      if (value > 0) bits[row * width + column] = 1;
    }
  }
  return { width, height, bits };
}
