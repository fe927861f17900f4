import type { PictureShape } from "#models/datasets/descriptor.ts";

export type Raster = { pixels: Uint8Array; height: number; width: number; channels: number };

/**
 * A picture whose channels are those of several frames, as one that people can look at: the frames side by side, the first
 * at the left.
 * @param pixels uint8 [height, width, channels].
 */
export function framesSideBySide(
  pixels: Uint8Array,
  [height, width, channels]: PictureShape,
  frames = 1,
): Raster {
  const shown = channels / frames;
  if (!Number.isInteger(shown)) {
    throw new RangeError(`${channels} channels cannot be shared out among ${frames} frames`);
  }
  if (frames === 1) return { pixels, height, width, channels };
  const raster = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++) {
    for (let frame = 0; frame < frames; frame++) {
      for (let column = 0; column < width; column++) {
        const from = (row * width + column) * channels + frame * shown;
        const to = ((row * frames + frame) * width + column) * shown;
        raster.set(pixels.subarray(from, from + shown), to);
      }
    }
  }
  return { pixels: raster, height, width: width * frames, channels: shown };
}
