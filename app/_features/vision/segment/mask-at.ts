import type { Rle } from "#models/vision/mask/rle.ts";

/** The smallest mask that holds a pixel: what lies on top. Undefined where none does. */
export function maskAt<Mask extends { rle: Rle; area: number }>(
  masks: readonly Mask[],
  { x, y }: { x: number; y: number },
): Mask | undefined {
  return masks
    .toSorted((a, b) => a.area - b.area)
    .find(({ rle }) => holds(rle, Math.floor(x), Math.floor(y)));
}

function holds({ size: [height], counts }: Rle, x: number, y: number): boolean {
  const place = x * height + y;
  let end = 0;
  for (const [index, count] of counts.entries()) {
    end += count;
    if (place < end) return index % 2 === 1;
  }
  return false;
}
