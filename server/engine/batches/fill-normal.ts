import { PURPOSE, randomStream } from "../random/random-stream.ts";
import type { MaskPlace } from "./fill-mask.ts";

/** Draws normal numbers of mean 0 and standard deviation 1, in pairs (Box and Muller, 1958). */
export function fillNormal(values: Float32Array, { seed, step, layer }: MaskPlace): void {
  const random = randomStream(seed, PURPOSE.noise, step, layer);
  for (let i = 0; i < values.length; i += 2) {
    // Never 0, whose logarithm is not finite.
    const radius = Math.sqrt(-2 * Math.log((random() + 1) / 4_294_967_296));
    const angle = (2 * Math.PI * random()) / 4_294_967_296;
    values[i] = radius * Math.cos(angle);
    // A write beyond an odd length is ignored by a typed array.
    values[i + 1] = radius * Math.sin(angle);
  }
}
