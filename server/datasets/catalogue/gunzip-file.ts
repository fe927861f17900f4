import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DatasetError } from "../dataset-error.ts";

/** Unpacks a gzip file. @throws DatasetError where it holds more than `maxBytes`, or is no gzip. */
export async function gunzipFile(
  from: string,
  to: string,
  { maxBytes, signal }: { maxBytes: number; signal?: AbortSignal | undefined },
): Promise<void> {
  let written = 0;
  try {
    await pipeline(
      createReadStream(from),
      createGunzip(),
      async function* bounded(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          written += chunk.byteLength;
          if (written > maxBytes) {
            throw new DatasetError(
              "SOURCE_REFUSED",
              `It unpacks to more than the ${maxBytes} bytes that it should`,
            );
          }
          yield chunk;
        }
      },
      createWriteStream(to, { flags: "wx" }),
      { signal },
    );
  } catch (cause) {
    if (signal?.aborted === true || cause instanceof DatasetError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError("SOURCE_BROKEN", `It cannot be unpacked: ${reason}`, { cause });
  }
}
