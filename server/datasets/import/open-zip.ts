import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { inflateRawSync } from "node:zlib";
import yauzl from "yauzl";
import { DatasetError } from "../dataset-error.ts";
import { crc32 } from "./crc32.ts";
import { isClutter } from "./is-clutter.ts";
import { MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES } from "./limits.ts";
import { placeInClass } from "./place-in-class.ts";
import type { SourceTile, TileSource } from "./tile-source.ts";

const STORED = 0;
const DEFLATED = 8;
const SYMBOLIC_LINK = 0o12;

/**
 * Lists the images of a zip whose folders are classes, at any depth. Reads the directory only; the bytes come when
 * a tile is read, never more than it declares and never more than `MAX_FILE_BYTES`.
 */
export async function openZip(file: string): Promise<TileSource> {
  const label = basename(file);
  const zip = await yauzl.openPromise(file, { autoClose: false }).catch((cause: unknown) => {
    throw new DatasetError("SOURCE_BROKEN", `${label} is not a whole zip file, perhaps cut short`, { cause });
  });
  const handle = await open(file, "r");
  async function close(): Promise<void> {
    zip.close();
    await handle.close();
  }
  try {
    return { tiles: await listTiles(zip, handle, label), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listTiles(zip: yauzl.ZipFile, handle: FileHandle, label: string): Promise<SourceTile[]> {
  if (zip.entryCount > MAX_FILES) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${label} has ${zip.entryCount} entries, at most ${MAX_FILES} are read`,
    );
  }
  const tiles: SourceTile[] = [];
  let totalBytes = 0;
  for await (const entry of entriesOf(zip, label)) {
    if (entry.fileName.endsWith("/") || isClutter(entry.fileName)) continue;
    const where = `${label}: ${entry.fileName}`;
    const place = placeInClass(entry.fileName, where);
    if (place === undefined) continue;
    requireHarmless(entry, where);
    totalBytes += entry.uncompressedSize;
    if (totalBytes > MAX_TOTAL_BYTES) {
      throw new DatasetError("SOURCE_REFUSED", `${label} unpacks to more than ${MAX_TOTAL_BYTES} bytes`);
    }
    tiles.push({ ...place, where, read: () => readEntry(zip, handle, entry, where) });
  }
  return tiles;
}

async function* entriesOf(zip: yauzl.ZipFile, label: string): AsyncGenerator<yauzl.Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const step = await entries.next().catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DatasetError("SOURCE_REFUSED", `${label} has a bad directory: ${reason}`, { cause });
    });
    if (step.done === true) return;
    yield step.value;
  }
}

function requireHarmless(entry: yauzl.Entry, where: string): void {
  const refusal = refusalOf(entry);
  if (refusal !== undefined) throw new DatasetError("SOURCE_REFUSED", `${where} ${refusal}`);
}

function refusalOf(entry: yauzl.Entry): string | undefined {
  const largest = Math.max(entry.uncompressedSize, entry.compressedSize);
  if (largest > MAX_FILE_BYTES) return `has ${largest} bytes, an image has at most ${MAX_FILE_BYTES}`;
  if (entry.isEncrypted()) return "is encrypted";
  if (entry.externalFileAttributes >>> 28 === SYMBOLIC_LINK) return "is a link, not an image";
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    return `is compressed by method ${entry.compressionMethod}, expected none or deflate`;
  }
  return undefined;
}

async function readEntry(
  zip: yauzl.ZipFile,
  handle: FileHandle,
  entry: yauzl.Entry,
  where: string,
): Promise<Uint8Array> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = new Uint8Array(entry.compressedSize);
    const { bytesRead } = await handle.read(packed, 0, packed.byteLength, fileDataStart);
    if (bytesRead !== packed.byteLength) throw new Error("the zip file ends before it");
    const bytes =
      entry.compressionMethod === STORED
        ? packed
        : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    if (bytes.byteLength !== entry.uncompressedSize) {
      throw new Error(`it declares ${entry.uncompressedSize} bytes and holds ${bytes.byteLength}`);
    }
    if (crc32(bytes) !== entry.crc32) throw new Error("its checksum does not match");
    return bytes;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError("SOURCE_BROKEN", `${where} cannot be unpacked: ${reason}`, { cause });
  }
}
