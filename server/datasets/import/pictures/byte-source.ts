import { open } from "node:fs/promises";
import { DatasetError } from "../../dataset-error.ts";

/** Bytes that can be read from any place, wherever they are stored. */
export type ByteSource = {
  size: number;
  /** Exactly `length` bytes from `position`. */
  read: (position: number, length: number) => Promise<Uint8Array>;
  close: () => Promise<void>;
};

export async function openFileBytes(path: string): Promise<ByteSource> {
  const handle = await open(path, "r");
  const { size } = await handle.stat();
  return {
    size,
    async read(position, length) {
      requireInside(position, length, size);
      const bytes = new Uint8Array(length);
      for (let offset = 0; offset < length;) {
        const { bytesRead } = await handle.read(bytes, offset, length - offset, position + offset);
        if (bytesRead === 0)
          throw new DatasetError("SOURCE_BROKEN", "The file became shorter while it was read");
        offset += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

/** A part of another source, which stays open when the part is closed. */
export function partOf(source: ByteSource, start: number, size: number): ByteSource {
  return {
    size,
    read(position, length) {
      requireInside(position, length, size);
      return source.read(start + position, length);
    },
    close: () => Promise.resolve(),
  };
}

function requireInside(position: number, length: number, size: number): void {
  if (position >= 0 && length >= 0 && position + length <= size) return;
  throw new DatasetError(
    "SOURCE_BROKEN",
    `It ends too early: bytes ${position} to ${position + length} of ${size} were asked for`,
  );
}
