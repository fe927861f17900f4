import type { Inputs } from "#server/engine/inputs.ts";
import type { ImageShape } from "#server/engine/split.ts";

export type Flip = { horizontal: boolean; vertical: boolean };

type Place = { values: Inputs; offset: number };

const AS_IT_IS: Flip = { horizontal: false, vertical: false };

/** Copies one image from [height, width, channels] to [channels, height, width], mirrored as told. */
export function copyImage(
  from: Place,
  to: Place,
  { shape: [height, width, channels], flip = AS_IT_IS }: { shape: ImageShape; flip?: Flip },
): void {
  const source = from.values;
  const target = to.values;
  const plane = height * width;
  const step = flip.horizontal ? -channels : channels;
  for (let row = 0; row < height; row++) {
    const sourceRow = flip.vertical ? height - 1 - row : row;
    const start = from.offset + (sourceRow * width + (flip.horizontal ? width - 1 : 0)) * channels;
    for (let channel = 0; channel < channels; channel++) {
      let read = start + channel;
      let write = to.offset + channel * plane + row * width;
      for (const end = write + width; write < end; write++) {
        target[write] = source[read] as number;
        read += step;
      }
    }
  }
}
