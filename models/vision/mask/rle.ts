import type { Bitmap } from "./bitmap.ts";

/** COCO's run lengths (pycocotools, not compressed): column by column, how many 0, then how many 1, and so on. */
export type Rle = { size: [height: number, width: number]; counts: number[] };

export function encodeRle({ width, height, bits }: Bitmap): Rle {
  const counts: number[] = [];
  let run = 0;
  let value = 0;
  for (let column = 0; column < width; column += 1) {
    for (let row = 0; row < height; row += 1) {
      const bit = bits[row * width + column] ?? 0;
      if (bit !== value) {
        counts.push(run);
        run = 0;
        value = bit;
      }
      run += 1;
    }
  }
  counts.push(run);
  return { size: [height, width], counts };
}

export function decodeRle({ size: [height, width], counts }: Rle): Bitmap {
  const bits = new Uint8Array(width * height);
  let place = 0;
  counts.forEach((count, index) => {
    if (index % 2 === 1) {
      for (let at = place; at < place + count; at += 1) {
        bits[(at % height) * width + Math.floor(at / height)] = 1;
      }
    }
    place += count;
  });
  return { width, height, bits };
}
