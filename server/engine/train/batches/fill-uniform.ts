import { PURPOSE, randomStream, uniform } from "#server/engine/random/random-stream.ts";
import type { MaskPlace } from "./fill-mask.ts";

/** Draws numbers in [0, 1). */
export function fillUniform(values: Float32Array, { seed, step, layer }: MaskPlace): void {
  const random = randomStream(seed, PURPOSE.augmentation, step, layer);
  for (let i = 0; i < values.length; i++) values[i] = uniform(random);
}
