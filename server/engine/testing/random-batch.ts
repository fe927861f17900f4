import { randomStream } from "../random/random-stream.ts";
import type { ImageShape, Split } from "../split.ts";

/** Images of noise whose mean tells the class, so that there is something to learn. */
export function randomSplit(
  count: number,
  { shape, classes, seed }: { shape: ImageShape; classes: number; seed: number },
): Split {
  const random = randomStream(seed);
  const imageBytes = shape[0] * shape[1] * shape[2];
  const labels = Uint8Array.from({ length: count }, () => random() % classes);
  const images = new Uint8Array(count * imageBytes).map((_, i) => {
    const label = labels[Math.floor(i / imageBytes)] ?? 0;
    return Math.floor((random() % 160) + (95 * label) / classes);
  });
  return { count, images, labels };
}
