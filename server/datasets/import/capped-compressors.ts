import type { Compressors } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { DatasetError } from "../dataset-error.ts";

/** Parquet's decompressors, which refuse a page that declares more than `maxPageBytes`. */
export function cappedCompressors(maxPageBytes: number): Compressors {
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, decompress]) => [
      codec,
      (input: Uint8Array, outputLength: number): Uint8Array => {
        if (outputLength > maxPageBytes) {
          throw new DatasetError(
            "SOURCE_REFUSED",
            `A page of ${outputLength} bytes is more than the ${maxPageBytes} that are read at once`,
          );
        }
        return decompress(input, outputLength);
      },
    ]),
  );
}
