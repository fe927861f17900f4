import { DatasetError } from "../dataset-error.ts";
import type { ByteSource } from "../import/pictures/byte-source.ts";

const UINT8 = 0x08;

/**
 * The sizes in the header of an IDX file of bytes, and where its values begin: two zeros, the type, the number of sizes,
 * then each as a 32-bit big-endian number (http://yann.lecun.com/exdb/mnist/, "The IDX file format").
 */
export async function readIdxHeader(
  file: ByteSource,
  name: string,
): Promise<{ sizes: number[]; start: number }> {
  if (file.size < 4) throw broken(name, "it ends within its header");
  const [zero, other, type, count = 0] = await file.read(0, 4);
  if (zero !== 0 || other !== 0 || type !== UINT8 || count < 1 || count > 4) {
    throw broken(name, "it does not begin as an IDX file of bytes does");
  }
  const start = 4 + 4 * count;
  if (file.size < start) throw broken(name, "it ends within its header");
  const header = Buffer.from(await file.read(4, 4 * count));
  const sizes = Array.from({ length: count }, (_, index) => header.readUInt32BE(4 * index));
  const expected = start + sizes.reduce((product, size) => product * size, 1);
  if (expected !== file.size) throw broken(name, `it should have ${expected} bytes and has ${file.size}`);
  return { sizes, start };
}

function broken(name: string, reason: string): DatasetError {
  return new DatasetError("SOURCE_BROKEN", `${name} is not usable: ${reason}`);
}
