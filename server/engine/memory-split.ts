import type { Split } from "./split.ts";

export type MemorySplit = Split & {
  /** uint8, [count, height, width, channels]. */
  images: Uint8Array;
  /** Class index of each image. */
  targets: Uint8Array;
};

type InMemory<Targets> = { images: Uint8Array; targets: Targets };

/** A split whose images lie in memory: of what was drawn or given, not packed. */
export function memorySplit<Targets extends Split["targets"]>({
  images,
  targets,
}: InMemory<Targets>): Split & InMemory<Targets> {
  const count = targets.length;
  const imageBytes = count === 0 ? 0 : images.length / count;
  return {
    count,
    images,
    targets,
    read(places, into) {
      for (let at = 0; at < places.length; at++) {
        const start = (places[at] as number) * imageBytes;
        into.set(images.subarray(start, start + imageBytes), at * imageBytes);
      }
    },
  };
}
