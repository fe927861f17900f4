import { Readable } from "node:stream";
import { inflateRawSync, crc32 } from "node:zlib";
import yauzl from "yauzl";
import { DatasetError } from "../dataset-error.ts";
import { findZip } from "./find-zip.ts";
import { partOf, type ByteSource } from "./pictures/byte-source.ts";

const STORED = 0;
const DEFLATED = 8;
const SYMBOLIC_LINK = 0o12;
const LOCAL_HEADER_BYTES = 30;

export type ZipEntry = {
  path: string;
  bytes: number;
  packedBytes: number;
  /** Where the entry lies in the file, at least: header, name and data. */
  start: number;
  end: number;
  /** Why the entry must not be read. */
  refusal: string | undefined;
  /** Never gives more than the entry declares. */
  read: () => Promise<Uint8Array>;
};

type ZipLimits = { entries: number; fileBytes: number };

export type OpenZip = {
  /** For messages. */
  label: string;
  limits: ZipLimits;
};

/**
 * Reads a zip's directory entry by entry; contents come when an entry is read. What lies before and behind the zip is passed
 * over, and backslashes in names are taken for the slashes that they are meant to be.
 */
export async function openZipEntries(
  file: ByteSource,
  { label, limits }: OpenZip,
): Promise<AsyncGenerator<ZipEntry>> {
  const broken = (why: string, cause?: unknown) =>
    new DatasetError("SOURCE_BROKEN", `${label} is ${why}`, { cause });
  const extent = await findZip(file);
  if (extent === undefined) throw broken("not a whole zip file, perhaps cut short");
  const source = withoutComment(partOf(file, extent.start, extent.end - extent.start));
  const zip = await yauzl
    .fromRandomAccessReaderPromise(new SourceReader(source), source.size, { autoClose: false })
    .catch((cause: unknown) => {
      const isPart = cause instanceof Error && cause.message.includes("multi-disk");
      throw isPart
        ? broken("one of several parts of a zip: put them together first", cause)
        : broken("not a whole zip file, perhaps cut short", cause);
    });
  if (zip.entryCount > limits.entries) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${label} has ${zip.entryCount} entries, at most ${limits.entries} are read`,
    );
  }
  return listEntries({ zip, source, label, limits });
}

/** The last two bytes say how long the comment is, in which yauzl would look for another end. */
function withoutComment(source: ByteSource): ByteSource {
  return {
    ...source,
    async read(position, length) {
      const bytes = await source.read(position, length);
      for (const at of [source.size - 2, source.size - 1]) {
        if (at >= position && at < position + length) bytes[at - position] = 0;
      }
      return bytes;
    },
  };
}

type Opened = { zip: yauzl.ZipFile; source: ByteSource; label: string; limits: ZipLimits };

async function* listEntries({ zip, source, label, limits }: Opened): AsyncGenerator<ZipEntry> {
  const entries = zip.eachEntry();
  for (;;) {
    const step = await entries.next().catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DatasetError("SOURCE_REFUSED", `${label} has a bad directory: ${reason}`, { cause });
    });
    if (step.done === true) return;
    const entry = step.value;
    const start = entry.relativeOffsetOfLocalHeader;
    yield {
      path: entry.fileName,
      bytes: entry.uncompressedSize,
      packedBytes: entry.compressedSize,
      start,
      end: start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize,
      refusal: refusalOf(entry, limits.fileBytes),
      read: () => readEntry(zip, source, entry, `${label}: ${entry.fileName}`),
    };
  }
}

function refusalOf(entry: yauzl.Entry, maxFileBytes: number): string | undefined {
  const largest = Math.max(entry.uncompressedSize, entry.compressedSize);
  if (largest > maxFileBytes) return `has ${largest} bytes, an image has at most ${maxFileBytes}`;
  if (entry.isEncrypted()) return "is encrypted";
  if (entry.externalFileAttributes >>> 28 === SYMBOLIC_LINK) return "is a link, not an image";
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    return `is compressed by method ${entry.compressionMethod}, expected none or deflate`;
  }
  return undefined;
}

async function readEntry(
  zip: yauzl.ZipFile,
  source: ByteSource,
  entry: yauzl.Entry,
  where: string,
): Promise<Uint8Array> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    if (fileDataStart + entry.compressedSize > source.size) throw new Error("the zip file ends before it");
    const packed = await source.read(fileDataStart, entry.compressedSize);
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

class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { read } = this.#source;
    return Readable.from(
      (async function* () {
        yield await read(start, end - start);
      })(),
    );
  }
}
