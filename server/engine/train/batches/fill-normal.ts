import { normalPair } from "#server/engine/random/normal.ts";
import { PURPOSE, randomStream } from "#server/engine/random/random-stream.ts";
import type { MaskPlace } from "./fill-mask.ts";

/** Draws normal numbers of mean 0 and standard deviation 1. */
export function fillNormal(values: Float32Array, { seed, step, layer }: MaskPlace): void {
  const random = randomStream(seed, PURPOSE.noise, step, layer);
  for (let i = 0; i < values.length; i += 2) {
    const [one, two] = normalPair(random);
    values[i] = one;
    // A write beyond an odd length is ignored by a typed array.
    values[i + 1] = two;
  }
}
