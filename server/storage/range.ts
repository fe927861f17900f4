import type { ByteRange } from "./storage.ts";

/** @throws RangeError for one that is not within the file, or holds nothing. */
export function checkedRange(range: ByteRange | undefined, sizeBytes: number): Required<ByteRange> {
  if (range === undefined) return { start: 0, end: sizeBytes };
  const { start, end = sizeBytes } = range;
  const isWithin =
    Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= sizeBytes;
  if (!isWithin) throw outsideOf(range, sizeBytes);
  return { start, end };
}

export function outsideOf({ start, end }: ByteRange, sizeBytes: number | null): RangeError {
  const size = sizeBytes === null ? "fewer" : String(sizeBytes);
  return new RangeError(`Bytes ${start} to ${end ?? "the end"} were asked for of a file that has ${size}`);
}
