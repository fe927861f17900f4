import type { ByteSource } from "./byte-source.ts";

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const MAX_DIRECTORY_BYTES = 1_000_000;

/**
 * The text of one file of a zip archive, of which nothing else is read. Where the archive holds it in a folder, as one that
 * was unpacked and packed again does, the one nearest to the top.
 * @returns null where the archive has no such file, or is none.
 * @throws an Error where the file in it is longer than `maxBytes`, or cannot be unpacked.
 */
export async function readZipEntry(
  archive: ByteSource,
  name: string,
  maxBytes: number,
): Promise<string | null> {
  const bytes = await readZipBytes(archive, name, maxBytes);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** The same as bytes. */
export async function readZipBytes(
  archive: ByteSource,
  name: string,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const tail = viewOf(
    await archive.read(Math.max(0, archive.size - END_BYTES - MAX_COMMENT_BYTES), archive.size),
  );
  const end = endOf(tail);
  if (end === null) return null;
  const [length, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (length > MAX_DIRECTORY_BYTES || start + length > archive.size) return null;
  const entry = findEntry(viewOf(await archive.read(start, start + length)), name);
  if (entry === null) return null;
  if (entry.sizeBytes > maxBytes || (entry.method === 0 && entry.packedBytes > maxBytes))
    throw new Error(`${name} in it is larger than ${maxBytes / 1_000_000} MB`);
  // The length of the name and the extra field before the content may differ from those of the directory.
  const local = viewOf(await archive.read(entry.offset, entry.offset + 30));
  if (local.byteLength < 30) return null;
  const from = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  const packed = await archive.read(from, from + entry.packedBytes);
  return unpack(packed, { name, maxBytes, method: entry.method });
}

type Entry = { method: number; packedBytes: number; sizeBytes: number; offset: number };

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function endOf(tail: DataView): number | null {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return null;
}

function findEntry(directory: DataView, wanted: string): Entry | null {
  let nearest: { entry: Entry; depth: number } | null = null;
  for (let at = 0; at + 46 <= directory.byteLength;) {
    if (directory.getUint32(at, true) !== DIRECTORY_SIGNATURE) return null;
    const nameBytes = directory.getUint16(at + 28, true);
    const name = new TextDecoder().decode(
      new Uint8Array(
        directory.buffer,
        directory.byteOffset + at + 46,
        Math.min(nameBytes, directory.byteLength - at - 46),
      ),
    );
    const folders = name.split("/");
    const depth = folders.length - 1;
    const isWanted = folders.at(-1) === wanted && folders[0] !== "__MACOSX";
    if (isWanted && (nearest === null || depth < nearest.depth)) {
      const entry = {
        method: directory.getUint16(at + 10, true),
        packedBytes: directory.getUint32(at + 20, true),
        sizeBytes: directory.getUint32(at + 24, true),
        offset: directory.getUint32(at + 42, true),
      };
      nearest = { entry, depth };
    }
    at += 46 + nameBytes + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return nearest?.entry ?? null;
}

async function unpack(
  packed: Uint8Array<ArrayBuffer>,
  { name, maxBytes, method }: { name: string; maxBytes: number; method: number },
): Promise<Uint8Array<ArrayBuffer>> {
  if (method === 0) return packed;
  if (method !== 8) throw new Error(`${name} in it is packed in a way that is not known here`);
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    // What the directory says of the size is only said.
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new Error(`${name} in it is larger than ${maxBytes / 1_000_000} MB`);
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
