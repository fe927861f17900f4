import { open, type FileHandle } from "node:fs/promises";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import type { ByteSource } from "#server/datasets/import/pictures/byte-source.ts";

type Part = { file: string; bytes: number };

/** Read at once, so that a zip's directory of tiny records does not ask the disk for each. */
const BLOCK_BYTES = 64 * 1024;
const BLOCKS_KEPT = 64;

/** Files one after the other, as the one that they were cut from. */
export async function openPartFiles(parts: readonly Part[]): Promise<ByteSource> {
  const starts: number[] = [];
  let size = 0;
  for (const { bytes } of parts) {
    starts.push(size);
    size += bytes;
  }
  const handles: FileHandle[] = [];
  const blocks = new Map<number, Promise<Uint8Array>>();
  const close = async (): Promise<void> => {
    await Promise.all(handles.map((handle) => handle.close()));
  };
  try {
    for (const { file } of parts) handles.push(await open(file, "r"));
  } catch (error) {
    await close();
    throw error;
  }

  async function readThrough(position: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const at = position + done;
      const index = starts.findLastIndex((start) => start <= at);
      const [handle, start = 0, part] = [handles[index], starts[index], parts[index]];
      if (handle === undefined || part === undefined)
        throw new RangeError(`There is no byte ${at} of ${size}`);
      const wanted = Math.min(length - done, start + part.bytes - at);
      const { bytesRead } = await handle.read(bytes, done, wanted, at - start);
      if (bytesRead === 0)
        throw new RangeError(`A part of the upload is shorter than its ${part.bytes} bytes`);
      done += bytesRead;
    }
    return bytes;
  }

  function block(index: number): Promise<Uint8Array> {
    const start = index * BLOCK_BYTES;
    const found = blocks.get(index) ?? readThrough(start, Math.min(BLOCK_BYTES, size - start));
    blocks.delete(index);
    blocks.set(index, found);
    const [oldest] = blocks.keys();
    if (blocks.size > BLOCKS_KEPT && oldest !== undefined) blocks.delete(oldest);
    return found;
  }

  return {
    size,
    async read(position, length) {
      if (position < 0 || length < 0 || position + length > size) {
        throw new DatasetError(
          "SOURCE_BROKEN",
          `It ends too early: bytes ${position} to ${position + length} of ${size} were asked for`,
        );
      }
      const index = Math.floor(position / BLOCK_BYTES);
      if (length === 0 || Math.floor((position + length - 1) / BLOCK_BYTES) !== index) {
        return readThrough(position, length);
      }
      const offset = position - index * BLOCK_BYTES;
      return (await block(index)).slice(offset, offset + length);
    },
    close,
  };
}
