import { DatasetError } from "../dataset-error.ts";
import { partOf, type ByteSource } from "../import/pictures/byte-source.ts";

const BLOCK = 512;
const MOST_FILES = 100;

/** The plain files of a tar archive by name; nothing is written, and links and the like are passed over. */
export async function listTarFiles(tar: ByteSource): Promise<Map<string, ByteSource>> {
  const files = new Map<string, ByteSource>();
  for (let at = 0; at + BLOCK <= tar.size;) {
    const header = Buffer.from(await tar.read(at, BLOCK));
    if (header.every((byte) => byte === 0)) return files;
    const size = Number.parseInt(text(header, 124, 12), 8);
    if (!isChecked(header) || !Number.isInteger(size) || at + BLOCK + size > tar.size) {
      throw new DatasetError("SOURCE_BROKEN", `The archive is broken at byte ${at}`);
    }
    const type = text(header, 156, 1);
    if (type === "0" || type === "") files.set(text(header, 0, 100), partOf(tar, at + BLOCK, size));
    if (files.size > MOST_FILES)
      throw new DatasetError("SOURCE_REFUSED", `The archive has more than ${MOST_FILES} files`);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** POSIX ustar: the sum of all bytes, those of the sum itself counted as spaces. */
function isChecked(header: Buffer): boolean {
  const told = Number.parseInt(text(header, 148, 8), 8);
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  return told === sum;
}

function text(header: Buffer, start: number, length: number): string {
  return (header.toString("latin1", start, start + length).split("\0")[0] ?? "").trim();
}
