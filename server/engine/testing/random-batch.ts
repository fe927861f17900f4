import { randomStream } from "../random/random-stream.ts";
import { memorySplit, type MemorySplit } from "../memory-split.ts";
import type { ImageShape } from "../split.ts";

/** Images of noise whose mean tells the class, so that there is something to learn. */
export function randomSplit(
  count: number,
  { shape, classes, seed }: { shape: ImageShape; classes: number; seed: number },
): MemorySplit {
  const random = randomStream(seed);
  const imageBytes = shape[0] * shape[1] * shape[2];
  const targets = Uint8Array.from({ length: count }, () => random() % classes);
  const images = new Uint8Array(count * imageBytes).map((_, i) => {
    const label = targets[Math.floor(i / imageBytes)] ?? 0;
    return Math.floor((random() % 160) + (95 * label) / classes);
  });
  return memorySplit({ images, targets });
}
