import { PURPOSE, randomStream } from "#server/engine/random/random-stream.ts";

export type MaskPlace = { seed: number; step: number; layer: number };

/** Draws a dropout mask: 0 with probability `rate` (to 1/65,536), else 1. Two values from each random word. */
export function fillMask(mask: Uint8Array, rate: number, { seed, step, layer }: MaskPlace): void {
  const random = randomStream(seed, PURPOSE.dropout, step, layer);
  const threshold = Math.round(rate * 65_536);
  for (let i = 0; i < mask.length; i += 2) {
    const word = random();
    mask[i] = (word & 0xffff) >= threshold ? 1 : 0;
    // A write beyond an odd length is ignored by a typed array.
    mask[i + 1] = word >>> 16 >= threshold ? 1 : 0;
  }
}
