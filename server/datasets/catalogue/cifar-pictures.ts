import { DatasetError } from "../dataset-error.ts";
import type { ByteSource } from "../import/pictures/byte-source.ts";
import type { SourcePicture } from "../import/pictures/source-file.ts";

const SIDE = 32;
const PLANE = SIDE * SIDE;
/** A label, then all red, all green and all blue values (https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version"). */
const RECORD = 1 + 3 * PLANE;
const BATCH = 500;

const FILES = [
  ["data_batch_1.bin", "train"],
  ["data_batch_2.bin", "train"],
  ["data_batch_3.bin", "train"],
  ["data_batch_4.bin", "train"],
  ["data_batch_5.bin", "validation"],
  ["test_batch.bin", "test"],
] as const;

/** The six batches of CIFAR-10's binary version, of which the fifth validates. */
export function openCifar(
  files: ReadonlyMap<string, ByteSource>,
  classes: readonly string[],
): { count: number; pictures: () => AsyncGenerator<SourcePicture> } {
  const batches = FILES.map(([name, split]) => {
    const bytes = [...files].find(([path]) => path.endsWith(`/${name}`) || path === name)?.[1];
    if (bytes === undefined) throw new DatasetError("SOURCE_BROKEN", `The archive lacks ${name}`);
    if (bytes.size === 0 || bytes.size % RECORD !== 0) {
      throw new DatasetError(
        "SOURCE_BROKEN",
        `${name} has ${bytes.size} bytes, which is no multiple of ${RECORD}`,
      );
    }
    return { name, split, bytes };
  });
  async function* pictures(): AsyncGenerator<SourcePicture> {
    for (const { name, split, bytes } of batches) {
      const count = bytes.size / RECORD;
      for (let from = 0; from < count; from += BATCH) {
        const records = await bytes.read(from * RECORD, Math.min(BATCH, count - from) * RECORD);
        for (let at = 0; at < records.length; at += RECORD) {
          const index = from + at / RECORD;
          const className = classes[records[at] ?? -1];
          if (className === undefined)
            throw new DatasetError("SOURCE_BROKEN", `${name} has label ${records[at]} at ${index}`);
          const planes = records.subarray(at + 1, at + RECORD);
          yield {
            name: `${name}/${index}`,
            label: { kind: "class", className },
            split,
            read: () => Promise.resolve(interleaved(planes)),
          };
        }
      }
    }
  }
  return { count: batches.reduce((sum, { bytes }) => sum + bytes.size / RECORD, 0), pictures };
}

function interleaved(planes: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(3 * PLANE);
  for (let pixel = 0; pixel < PLANE; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1)
      pixels[3 * pixel + channel] = planes[channel * PLANE + pixel] ?? 0;
  }
  return pixels;
}
