import { open } from "node:fs/promises";
import { MAX_HEADER_BYTES, readSafeTensorsHeader, safeTensorsHeaderBytes } from "../weights/safetensors.ts";

const CHUNK_BYTES = 1 << 20;

/** A network's weights on disk, read a piece at a time: the largest networks would not fit many times over. */
export type WeightFile = {
  metadata: Readonly<Record<string, string>>;
  /** @throws an Error for a weight that is not there, or of another shape. */
  stream: (key: string, shape: readonly number[]) => AsyncGenerator<Uint8Array>;
  /** The whole file. */
  sizeBytes: number;
  bytes: () => AsyncGenerator<Uint8Array>;
  close: () => Promise<void>;
};

/** @throws an Error that says what is wrong with a file that is no safetensors file. */
export async function openWeightFile(path: string): Promise<WeightFile> {
  const file = await open(path, "r");
  try {
    const { size: sizeBytes } = await file.stat();
    const start = Buffer.alloc(8);
    await file.read(start, 0, start.length, 0);
    const headerBytes = safeTensorsHeaderBytes(start);
    if (headerBytes > MAX_HEADER_BYTES) throw new Error("Not a safetensors file: its header is too long");
    const header = Buffer.alloc(headerBytes);
    const { bytesRead } = await file.read(header, 0, headerBytes, 0);
    const { places, metadata } = readSafeTensorsHeader(header.subarray(0, bytesRead), sizeBytes);

    async function* read(from: number, to: number): AsyncGenerator<Uint8Array> {
      for (let at = from; at < to; at += CHUNK_BYTES) {
        const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, to - at));
        const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
        if (bytesRead < chunk.length) throw new Error(`${path} ends too early`);
        yield chunk;
      }
    }

    return {
      metadata,
      sizeBytes,
      bytes: () => read(0, sizeBytes),
      async *stream(key, shape) {
        const place = places.get(key);
        if (place === undefined) throw new Error(`The file holds no weight ${key}`);
        if (place.dtype !== "F32" || place.shape.join() !== shape.join()) {
          throw new Error(`The weight ${key} is [${place.shape.join(", ")}], expected [${shape.join(", ")}]`);
        }
        yield* read(place.start, place.end);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
