const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const MAX_DIRECTORY_BYTES = 1_000_000;

/**
 * The text of one file of a zip archive, of which nothing else is read.
 * @returns null where the archive has no such file, or is none.
 * @throws an Error where the file in it is longer than `maxBytes`, or cannot be unpacked.
 */
export async function readZipEntry(archive: Blob, name: string, maxBytes: number): Promise<string | null> {
  const tail = await viewOf(archive.slice(Math.max(0, archive.size - END_BYTES - MAX_COMMENT_BYTES)));
  const end = endOf(tail);
  if (end === null) return null;
  const [length, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (length > MAX_DIRECTORY_BYTES || start + length > archive.size) return null;
  const entry = findEntry(await viewOf(archive.slice(start, start + length)), name);
  if (entry === null) return null;
  if (entry.sizeBytes > maxBytes || (entry.method === 0 && entry.packedBytes > maxBytes))
    throw new Error(`${name} in it is larger than ${maxBytes / 1_000_000} MB`);
  // The length of the name and the extra field before the content may differ from those of the directory.
  const local = await viewOf(archive.slice(entry.offset, entry.offset + 30));
  if (local.byteLength < 30) return null;
  const from = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  return unpack(archive.slice(from, from + entry.packedBytes), { name, maxBytes, method: entry.method });
}

type Entry = { method: number; packedBytes: number; sizeBytes: number; offset: number };

async function viewOf(blob: Blob): Promise<DataView> {
  return new DataView(await blob.arrayBuffer());
}

function endOf(tail: DataView): number | null {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return null;
}

function findEntry(directory: DataView, wanted: string): Entry | null {
  for (let at = 0; at + 46 <= directory.byteLength;) {
    if (directory.getUint32(at, true) !== DIRECTORY_SIGNATURE) return null;
    const nameBytes = directory.getUint16(at + 28, true);
    const name = new TextDecoder().decode(
      new Uint8Array(directory.buffer, at + 46, Math.min(nameBytes, directory.byteLength - at - 46)),
    );
    if (name === wanted) {
      return {
        method: directory.getUint16(at + 10, true),
        packedBytes: directory.getUint32(at + 20, true),
        sizeBytes: directory.getUint32(at + 24, true),
        offset: directory.getUint32(at + 42, true),
      };
    }
    at += 46 + nameBytes + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return null;
}

async function unpack(
  packed: Blob,
  { name, maxBytes, method }: { name: string; maxBytes: number; method: number },
): Promise<string> {
  if (method === 0) return packed.text();
  if (method !== 8) throw new Error(`${name} in it is packed in a way that is not known here`);
  const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    // What the directory says of the size is only said.
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new Error(`${name} in it is larger than ${maxBytes / 1_000_000} MB`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
