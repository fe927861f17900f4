import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { datasetDescriptor, type DatasetDescriptor, type SplitName } from "#models/datasets/descriptor.ts";
import { DatasetError } from "./dataset-error.ts";
import { openSplitFile, type OpenSplit } from "./open-split.ts";
import {
  decodeTargets,
  inputBytes,
  inputsFile,
  SPLIT_NAMES,
  targetsBytes,
  targetsFile,
  type Targets,
} from "./packed-format.ts";
import { readPackedDescriptor } from "./read-packed-descriptor.ts";

export type PackedDataset = {
  dir: string;
  descriptor: DatasetDescriptor;
  /** A split to train on or to score. For `test` this is scoring's business, see `readTestTargets`. */
  openSplit: (split: SplitName) => Promise<OpenSplit>;
  /** One input as it is packed: a picture's bytes, height x width x channels, or the bytes of its float32 values. */
  readTile: (split: SplitName, index: number) => Promise<Uint8Array>;
  /** Class indices, or values in their unit. */
  readTargets: (split: Exclude<SplitName, "test">) => Promise<Targets>;
  /** For the code that scores a finished network. Nothing that answers a browser may call it. */
  readTestTargets: () => Promise<Targets>;
};

/**
 * Opens a packed folder. Reads its descriptor and the sizes of its files, no pixels.
 * @throws DatasetError `NOT_PACKED` where the folder is missing, incomplete or of another version.
 */
export async function openDataset(dir: string): Promise<PackedDataset> {
  const packed = await readPackedDescriptor(dir);
  const descriptor = datasetDescriptor.parse(packed);
  const exampleBytes = inputBytes(descriptor);
  await Promise.all(
    SPLIT_NAMES.flatMap((split) => [
      requireSize(join(dir, inputsFile(descriptor, split)), descriptor.counts[split] * exampleBytes),
      requireSize(join(dir, targetsFile(descriptor, split)), targetsBytes(descriptor, split)),
    ]),
  );

  async function readAny(split: SplitName): Promise<Targets> {
    const file = join(dir, targetsFile(descriptor, split));
    return decodeTargets(descriptor, await readWhole(file, targetsBytes(descriptor, split)));
  }

  const readTestTargets = () => readAny("test");

  async function readTargets(split: Exclude<SplitName, "test">): Promise<Targets> {
    if ((split as SplitName) === "test") {
      throw new DatasetError("OUT_OF_RANGE", "Labels of the test split are read by scoring only");
    }
    return readAny(split);
  }

  return {
    dir,
    descriptor,
    readTargets,
    readTestTargets,
    async openSplit(split) {
      const targets = await (split === "test" ? readTestTargets() : readTargets(split));
      const file = join(dir, inputsFile(descriptor, split));
      return openSplitFile({ file, count: descriptor.counts[split], exampleBytes, targets });
    },
    async readTile(split, index) {
      const count = descriptor.counts[split];
      if (!Number.isInteger(index) || index < 0 || index >= count) {
        throw new DatasetError(
          "OUT_OF_RANGE",
          `The ${split} split has tiles 0 to ${count - 1}; there is no tile ${index}`,
        );
      }
      return readRange(join(dir, inputsFile(descriptor, split)), index * exampleBytes, exampleBytes);
    },
  };
}

async function requireSize(file: string, expected: number): Promise<void> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new DatasetError("NOT_PACKED", `The packed dataset lacks ${file}`, { cause });
  });
  if (found.size !== expected) throw wrongSize(file, expected, found.size);
}

function wrongSize(file: string, expected: number, found: number): DatasetError {
  return new DatasetError("NOT_PACKED", `${file} should hold ${expected} bytes and holds ${found}`);
}

async function readWhole(file: string, expected: number): Promise<Uint8Array> {
  const bytes = await readFile(file);
  if (bytes.byteLength !== expected) throw wrongSize(file, expected, bytes.byteLength);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function readRange(file: string, position: number, length: number): Promise<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, position);
    if (bytesRead !== length) throw wrongSize(file, position + length, position + bytesRead);
    return bytes;
  } finally {
    await handle.close();
  }
}
