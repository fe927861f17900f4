import type { RandomStream } from "./random-stream.ts";

/** Two independent normal numbers of mean 0 and standard deviation 1 (Box and Muller, 1958). */
export function normalPair(random: RandomStream): [number, number] {
  // Never 0, whose logarithm is not finite.
  const radius = Math.sqrt(-2 * Math.log((random() + 1) / 4_294_967_296));
  const angle = (2 * Math.PI * random()) / 4_294_967_296;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
