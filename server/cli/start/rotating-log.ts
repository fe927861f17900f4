import { open, rename, type FileHandle } from "node:fs/promises";
import { Writable } from "node:stream";
import { callbackify } from "node:util";

type Options = {
  /** Beyond it the file becomes the old one, `<file>.1`, in place of the one before. */
  maxBytes?: number;
  /** Told once: what cannot be written is dropped, since who writes must not stand still for it. */
  onTrouble: (message: string) => void;
};

const MAX_BYTES = 10 * 2 ** 20;

/** A log that goes on where it was and, with its predecessor, takes no more than twice `maxBytes`. */
export function rotatingLog(file: string, { maxBytes = MAX_BYTES, onTrouble }: Options): Writable {
  let handle: FileHandle | null = null;
  let bytes = 0;
  let isTroubled = false;

  async function close(): Promise<void> {
    await handle?.close();
    handle = null;
  }

  async function opened(): Promise<FileHandle> {
    if (handle === null) {
      handle = await open(file, "a", 0o600);
      bytes = (await handle.stat()).size;
    }
    return handle;
  }

  async function append(chunk: Buffer): Promise<void> {
    await opened();
    if (bytes > 0 && bytes + chunk.length > maxBytes) {
      await close();
      await rename(file, `${file}.1`);
    }
    await (await opened()).appendFile(chunk);
    bytes += chunk.length;
  }

  async function write(chunk: Buffer): Promise<void> {
    try {
      await append(chunk);
    } catch (error) {
      if (!isTroubled) onTrouble(`${file} cannot be written: ${String(error)}`);
      isTroubled = true;
    }
  }

  return new Writable({
    write: (chunk: Buffer, _encoding, done) => callbackify(write)(chunk, done),
    final: (done) => callbackify(close)(done),
  });
}
