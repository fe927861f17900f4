import type { ByteSource } from "./pictures/byte-source.ts";

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const LONGEST_COMMENT = 0xffff;
/** How many bytes that are not the zip's may follow it. */
const MOST_BEHIND = 1024 ** 2;

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const LOCATOR = 0x07064b50;
const END64 = 0x06064b50;

/** `end` is behind the record that ends it; a comment may follow. */
export type Extent = { start: number; end: number };

/**
 * Where a zip lies in its file: before it may be a program that unpacks it, behind it what a transfer or an editor left. It
 * is found by its end, whose distance from the directory is known, as Info-ZIP and Python do. Undefined where there is none,
 * or where a part is missing.
 */
export async function findZip(source: ByteSource): Promise<Extent | undefined> {
  const length = Math.min(
    source.size,
    END64_BYTES + LOCATOR_BYTES + END_BYTES + LONGEST_COMMENT + MOST_BEHIND,
  );
  const tailStart = source.size - length;
  const tail = Buffer.from(await source.read(tailStart, length));
  for (let at = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1"); at >= 0;) {
    const extent = await extentOf(source, tail, { at, tailStart });
    if (extent !== undefined) return extent;
    if (at === 0) break;
    at = tail.lastIndexOf("PK\u0005\u0006", at - 1, "latin1");
  }
  return undefined;
}

type Place = { at: number; tailStart: number };

async function extentOf(
  source: ByteSource,
  tail: Buffer,
  { at, tailStart }: Place,
): Promise<Extent | undefined> {
  if (at + END_BYTES > tail.length || tail.readUInt32LE(at) !== END) return undefined;
  const directory = directoryOf(tail, at);
  const first = tailStart + directory.end - directory.bytes - directory.offset;
  for (const start of new Set([first, 0])) {
    if (await isDirectory(source, start, directory)) return { start, end: tailStart + at + END_BYTES };
  }
  return undefined;
}

/** `end` is where the directory ends in the tail, `offset` where it begins in the zip. */
type Directory = { bytes: number; offset: number; end: number };

function directoryOf(tail: Buffer, at: number): Directory {
  const record = at - LOCATOR_BYTES - END64_BYTES;
  const is64 =
    record >= 0 && tail.readUInt32LE(at - LOCATOR_BYTES) === LOCATOR && tail.readUInt32LE(record) === END64;
  if (!is64) return { bytes: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16), end: at };
  const bytes = Number(tail.readBigUInt64LE(record + 40));
  return { bytes, offset: Number(tail.readBigUInt64LE(record + 48)), end: record };
}

async function isDirectory(
  source: ByteSource,
  start: number,
  { bytes, offset }: Directory,
): Promise<boolean> {
  if (bytes === 0) return start === 0 || offset === 0;
  const at = start + offset;
  if (start < 0 || at + 4 > source.size) return false;
  return Buffer.from(await source.read(at, 4)).readUInt32LE() === ENTRY;
}
