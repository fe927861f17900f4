import sharp from "sharp";
import type { Size } from "#models/vision/box.ts";
import type { Bitmap } from "#models/vision/mask/bitmap.ts";

/** One mask as a grey PNG of the picture's size: 255 where something is, 0 elsewhere. */
export async function maskPng({ bits, width, height }: Bitmap): Promise<Buffer> {
  const pixels = Buffer.from(bits.map((bit) => bit * 255));
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** Several masks in colours of their own on black, the smallest on top. */
export async function masksPng(
  masks: readonly { bitmap: Bitmap; area: number }[],
  size: Size,
): Promise<Buffer> {
  const { width, height } = size;
  const pixels = Buffer.alloc(width * height * 3);
  masks
    .toSorted((a, b) => b.area - a.area)
    .forEach(({ bitmap }, index) => {
      const colour = [index * 67 + 80, index * 131 + 40, index * 197 + 160].map(
        (value) => 64 + (value % 192),
      );
      bitmap.bits.forEach((bit, at) => {
        if (bit === 1) pixels.set(colour, at * 3);
      });
    });
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
