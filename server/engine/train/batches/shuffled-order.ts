import { PURPOSE, randomStream } from "#server/engine/random/random-stream.ts";

/** The order in which an epoch sees `count` images, the same for the same seed and epoch (Fisher-Yates). */
export function shuffledOrder(count: number, seed: number, epoch: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const random = randomStream(seed, PURPOSE.shuffle, epoch);
  for (let last = count - 1; last > 0; last--) {
    // The bias of a 32-bit remainder is under 1e-5 for 27,000 images.
    const chosen = random() % (last + 1);
    const kept = order[last] as number;
    order[last] = order[chosen] as number;
    order[chosen] = kept;
  }
  return order;
}
