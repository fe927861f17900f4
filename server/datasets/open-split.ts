import { closeSync, openSync, readSync } from "node:fs";
import { DatasetError } from "./dataset-error.ts";

/** A split whose examples stay on the disk, until it is closed. */
export type OpenSplit = {
  count: number;
  /** Copies the examples at these places to the beginning of `into`, as they are packed. */
  read: (places: ArrayLike<number>, into: Uint8Array) => void;
  targets: Uint8Array | Float32Array;
  close: () => void;
};

type SplitFile = { file: string; count: number; exampleBytes: number; targets: OpenSplit["targets"] };

/**
 * Opens a packed split. Reading waits for the disk, as copying waits for memory: from the file cache an example takes some
 * microseconds, which is less than asking for it and being told later.
 */
export function openSplitFile({ file, count, exampleBytes, targets }: SplitFile): OpenSplit {
  const descriptor = openSync(file, "r");

  function readRange(from: number, length: number, into: Uint8Array, offset: number): void {
    for (let done = 0; done < length;) {
      const bytes = readSync(descriptor, into, offset + done, length - done, from + done);
      if (bytes === 0) {
        throw new DatasetError("NOT_PACKED", `${file} ends after ${from + done} bytes`);
      }
      done += bytes;
    }
  }

  return {
    count,
    targets,
    close: () => closeSync(descriptor),
    read(places, into) {
      for (let at = 0; at < places.length;) {
        const first = placeAt(places, at, count);
        let next = at + 1;
        // What lies in a row is read in one go.
        while (next < places.length && placeAt(places, next, count) === first + (next - at)) next += 1;
        readRange(first * exampleBytes, (next - at) * exampleBytes, into, at * exampleBytes);
        at = next;
      }
    },
  };
}

function placeAt(places: ArrayLike<number>, at: number, count: number): number {
  const place = places[at] ?? -1;
  if (place >= 0 && place < count) return place;
  throw new DatasetError(
    "OUT_OF_RANGE",
    `There are examples 0 to ${count - 1}; there is no example ${place}`,
  );
}
