/** Side of the small grey picture by which two pictures are compared. */
const SIDE = 16;
/** Standard deviation, of 255, under which a picture is too even to be told from another by its shapes. */
const EVENEST = 4;

/**
 * What a picture looks like, small: its 64-bit difference hash (N. Krawetz, "Kind of Like That", 2013: is a cell of
 * 9 x 8 brighter than its right neighbour?) and 16 x 16 grey cells, each with mean 0 and standard deviation 1.
 * `isEven` pictures, sky or water alone, have no shapes to compare.
 */
export type PicturePrint = { high: number; low: number; cells: Int8Array; mean: number; isEven: boolean };

/** Cells are stored in steps of a twentieth of a standard deviation. */
const STEPS = 20;

/** @param tile uint8 side x side x channels. */
export function printOf(tile: Uint8Array, side: number, channels: number): PicturePrint {
  const grey = toGrey(tile, side, channels);
  const wide = shrink(grey, side, { width: 9, height: 8 });
  let high = 0;
  let low = 0;
  for (let bit = 0; bit < 64; bit += 1) {
    const at = Math.floor(bit / 8) * 9 + (bit % 8);
    const isBrighter = (wide[at] ?? 0) > (wide[at + 1] ?? 0) ? 1 : 0;
    if (bit < 32) high = (high << 1) | isBrighter;
    else low = (low << 1) | isBrighter;
  }
  const small = shrink(grey, side, { width: SIDE, height: SIDE });
  const mean = small.reduce((sum, value) => sum + value, 0) / small.length;
  const deviation = Math.sqrt(small.reduce((sum, value) => sum + (value - mean) ** 2, 0) / small.length);
  const cells = Int8Array.from(small, (value) =>
    Math.max(-127, Math.min(127, Math.round(((value - mean) / Math.max(deviation, 1)) * STEPS))),
  );
  return { high: high >>> 0, low: low >>> 0, cells, mean, isEven: deviation < EVENEST };
}

/** In how many of the 64 bits two prints differ. */
export function hashDistance(a: PicturePrint, b: PicturePrint): number {
  return ones(a.high ^ b.high) + ones(a.low ^ b.low);
}

/** Correlation of the small grey pictures: 1 for the same, 0 for unrelated ones. */
export function likeness(a: PicturePrint, b: PicturePrint): number {
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let index = 0; index < a.cells.length; index += 1) {
    const left = a.cells[index] ?? 0;
    const right = b.cells[index] ?? 0;
    product += left * right;
    squaresOfA += left * left;
    squaresOfB += right * right;
  }
  return product / Math.max(1, Math.sqrt(squaresOfA * squaresOfB));
}

function ones(word: number): number {
  let value = word - ((word >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function toGrey(tile: Uint8Array, side: number, channels: number): Float32Array {
  const grey = new Float32Array(side * side);
  for (let pixel = 0; pixel < grey.length; pixel += 1) {
    const at = pixel * channels;
    // ITU-R BT.601
    grey[pixel] =
      channels === 1
        ? (tile[at] ?? 0)
        : 0.299 * (tile[at] ?? 0) + 0.587 * (tile[at + 1] ?? 0) + 0.114 * (tile[at + 2] ?? 0);
  }
  return grey;
}

/** The mean of the pixels of each cell. */
function shrink(
  grey: Float32Array,
  side: number,
  { width, height }: { width: number; height: number },
): Float32Array {
  const cells = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const top = Math.floor((row * side) / height);
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * side) / height));
    for (let column = 0; column < width; column += 1) {
      const left = Math.floor((column * side) / width);
      const right = Math.max(left + 1, Math.floor(((column + 1) * side) / width));
      let sum = 0;
      for (let y = top; y < bottom; y += 1)
        for (let x = left; x < right; x += 1) sum += grey[y * side + x] ?? 0;
      cells[row * width + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return cells;
}
