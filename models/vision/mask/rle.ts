import { maskBox, type Bitmap } from "./bitmap.ts";

/** COCO's run lengths (pycocotools, not compressed): column by column, how many 0, then how many 1, and so on. */
export type Rle = { size: [height: number, width: number]; counts: number[] };

export function encodeRle(mask: Bitmap): Rle {
  const { width, height, bits } = mask;
  const counts: number[] = [];
  // Beside what it holds a mask is passed over.
  const box = maskBox(mask) ?? { left: 0, right: 0, top: 0, bottom: 0 };
  let run = box.left * height;
  let value = 0;
  for (let column = box.left; column < box.right; column += 1) {
    if (box.top > 0) turnTo(0, box.top);
    for (let row = box.top; row < box.bottom; row += 1) turnTo(bits[row * width + column] ?? 0, 1);
    if (box.bottom < height) turnTo(0, height - box.bottom);
  }
  if (box.right < width) turnTo(0, (width - box.right) * height);
  counts.push(run);
  return { size: [height, width], counts };

  function turnTo(bit: number, places: number): void {
    if (bit !== value) {
      counts.push(run);
      run = 0;
      value = bit;
    }
    run += places;
  }
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
