import type { Size } from "./box.ts";
import { roundHalfToEven } from "./round-half-to-even.ts";

/** Interleaved bytes of height x width x 3. */
export type RgbPicture = Size & { pixels: Uint8Array | Uint8ClampedArray };

const BITS = 11;
const ONE = 2 ** BITS;

type Taps = { at: Int32Array; next: Int32Array; near: Int32Array; far: Int32Array };

/** For each place of a row or column: the two source places and their weights, of 2048, rounded as OpenCV rounds floats. */
function taps(from: number, to: number): Taps {
  const found: Taps = {
    at: new Int32Array(to),
    next: new Int32Array(to),
    near: new Int32Array(to),
    far: new Int32Array(to),
  };
  const scale = 1 / (to / from);
  for (let place = 0; place < to; place += 1) {
    const source = Math.fround((place + 0.5) * scale - 0.5);
    const floor = Math.floor(source);
    const isInside = floor >= 0 && floor < from - 1;
    const fraction = isInside ? Math.fround(source - floor) : 0;
    const at = Math.min(from - 1, Math.max(0, floor));
    found.at[place] = at;
    found.next[place] = Math.min(from - 1, at + 1);
    found.near[place] = roundHalfToEven(Math.fround((1 - fraction) * ONE));
    found.far[place] = roundHalfToEven(Math.fround(fraction * ONE));
  }
  return found;
}

/**
 * Scales a picture by OpenCV's INTER_LINEAR: two neighbours a direction, no smoothing, which is what detectors were
 * trained and measured with. Where both sides halve exactly it takes the mean of four, as OpenCV does.
 */
export function resizeBilinear({ pixels, width, height }: RgbPicture, to: Size): Uint8Array {
  const out = new Uint8Array(to.width * to.height * 3);
  if (to.width === width && to.height === height) {
    out.set(pixels);
    return out;
  }
  if (to.width * 2 === width && to.height * 2 === height) return halve({ pixels, width, height });
  const x = taps(width, to.width);
  const y = taps(height, to.height);
  for (let row = 0; row < to.height; row += 1) {
    const upper = (y.at[row] ?? 0) * width;
    const lower = (y.next[row] ?? 0) * width;
    const [near = 0, far = 0] = [y.near[row], y.far[row]];
    for (let column = 0; column < to.width; column += 1) {
      const left = x.at[column] ?? 0;
      const right = x.next[column] ?? 0;
      const [before = 0, after = 0] = [x.near[column], x.far[column]];
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (line: number, place: number) => pixels[(line + place) * 3 + channel] ?? 0;
        const above = at(upper, left) * before + at(upper, right) * after;
        const below = at(lower, left) * before + at(lower, right) * after;
        // The fixed-point steps of OpenCV's VResizeLinear, so that the bytes are the same.
        const sum = (((near * (above >> 4)) >> 16) + ((far * (below >> 4)) >> 16) + 2) >> 2;
        out[(row * to.width + column) * 3 + channel] = sum;
      }
    }
  }
  return out;
}

function halve({ pixels, width, height }: RgbPicture): Uint8Array {
  const out = new Uint8Array((width / 2) * (height / 2) * 3);
  for (let row = 0; row < height / 2; row += 1) {
    for (let column = 0; column < width / 2; column += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (row * 2 * width + column * 2) * 3 + channel;
        const below = at + width * 3;
        const sum =
          (pixels[at] ?? 0) + (pixels[at + 3] ?? 0) + (pixels[below] ?? 0) + (pixels[below + 3] ?? 0);
        out[(row * (width / 2) + column) * 3 + channel] = (sum + 2) >> 2;
      }
    }
  }
  return out;
}
