import { open, stat } from "node:fs/promises";
import type { ByteSource } from "#models/interchange/file/byte-source.ts";
import { UsageError } from "./usage-error.ts";

/** Opens a file, lets it be read in parts, and closes it. @throws UsageError where it is none that can be read. */
export async function withFileSource<Result>(
  file: string,
  use: (source: ByteSource) => Promise<Result>,
): Promise<Result> {
  const found = await stat(file).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  });
  if (found.isDirectory()) throw new UsageError(`${file} cannot be read: it is a folder`);
  if (!found.isFile()) throw new UsageError(`${file} cannot be read: it is no file`);
  const handle = await open(file).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  });
  try {
    return await use({
      size: found.size,
      async read(start, end) {
        const buffer = new Uint8Array(Math.max(0, Math.min(end, found.size) - start));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await handle.close();
  }
}
