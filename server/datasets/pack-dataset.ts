import { createHash, type Hash } from "node:crypto";
import { mkdir, open, rm, type FileHandle } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { datasetDescriptor, type DatasetDescriptor, type SplitName } from "#models/datasets/descriptor.ts";
import { DatasetError } from "./dataset-error.ts";
import { mapConcurrently } from "./map-concurrently.ts";
import {
  DESCRIPTOR_FILE,
  encodeTargets,
  inputBytes,
  inputsFile,
  PACKED_VERSION,
  packedDescriptor,
  SPLIT_NAMES,
  targetsFile,
  type PackedDescriptor,
} from "./packed-format.ts";
import type { OnProgress } from "./progress.ts";
import { publishFolder, stagingName } from "./publish-folder.ts";

export type TileToPack = {
  /** Its class, or its value in the target's unit. */
  label: number;
  /** As it is to be packed: uint8 height x width x channels, or the bytes of float32 values. */
  pixels: () => Uint8Array | Promise<Uint8Array>;
};

export type PackInput = {
  /** Where the packed folder shall be. */
  dir: string;
  descriptor: DatasetDescriptor;
  splits: Record<SplitName, readonly TileToPack[]>;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

const BATCH = 256;

/**
 * Writes a dataset into a temporary folder beside `dir` and renames it into place when all of it is there, so
 * that a packed folder is either whole or absent.
 */
export async function packDataset(input: PackInput): Promise<PackedDescriptor> {
  const descriptor = datasetDescriptor.parse(input.descriptor);
  const staging = stagingName(input.dir);
  await mkdir(dirname(input.dir), { recursive: true });
  await mkdir(staging);
  try {
    const parts = await writeParts(staging, input);
    const packed = packedDescriptor.parse({
      ...descriptor,
      formatVersion: PACKED_VERSION,
      parts,
    });
    await writeSynced(join(staging, DESCRIPTOR_FILE), Buffer.from(`${JSON.stringify(packed, null, 2)}\n`));
    input.signal?.throwIfAborted();
    await publishFolder(staging, input.dir, packed);
    return packed;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function writeParts(staging: string, input: PackInput): Promise<PackedDescriptor["parts"]> {
  const total = SPLIT_NAMES.reduce((sum, split) => sum + input.splits[split].length, 0);
  const parts: PackedDescriptor["parts"] = {};
  let packedBefore = 0;
  for (const split of SPLIT_NAMES) {
    const tiles = input.splits[split];
    const expected = input.descriptor.counts[split];
    if (tiles.length !== expected) {
      throw new DatasetError("SOURCE_BROKEN", `Expected ${expected} ${split} tiles, got ${tiles.length}`);
    }
    const targets = encodeTargets(
      input.descriptor,
      tiles.map(({ label }) => label),
    );
    const targetsName = targetsFile(input.descriptor, split);
    await writeSynced(join(staging, targetsName), targets);
    parts[targetsName] = { bytes: targets.byteLength, sha256: sha256().update(targets).digest("hex") };

    const file = inputsFile(input.descriptor, split);
    const before = packedBefore;
    parts[file] = await writeImages(join(staging, file), tiles, {
      bytesPerTile: inputBytes(input.descriptor),
      signal: input.signal,
      onTiles: (done) => input.onProgress?.({ phase: "packing", done: before + done, total }),
    });
    packedBefore += tiles.length;
  }
  return parts;
}

type WriteImages = {
  bytesPerTile: number;
  signal: AbortSignal | undefined;
  onTiles: (done: number) => void;
};

async function writeImages(
  file: string,
  tiles: readonly TileToPack[],
  { bytesPerTile, signal, onTiles }: WriteImages,
): Promise<{ bytes: number; sha256: string }> {
  const hash = sha256();
  const handle = await open(file, "wx");
  try {
    for (let start = 0; start < tiles.length; start += BATCH) {
      signal?.throwIfAborted();
      const batch = tiles.slice(start, start + BATCH);
      const bytes = new Uint8Array(batch.length * bytesPerTile);
      await mapConcurrently(batch, 2 * availableParallelism(), async (tile, index) => {
        signal?.throwIfAborted();
        const pixels = await tile.pixels();
        if (pixels.byteLength !== bytesPerTile) {
          throw new DatasetError(
            "SOURCE_BROKEN",
            `A tile has ${pixels.byteLength} bytes, expected ${bytesPerTile}`,
          );
        }
        bytes.set(pixels, index * bytesPerTile);
      });
      hash.update(bytes);
      await writeAll(handle, bytes);
      onTiles(start + batch.length);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes: tiles.length * bytesPerTile, sha256: hash.digest("hex") };
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await writeAll(handle, bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, offset);
    offset += bytesWritten;
  }
}

function sha256(): Hash {
  return createHash("sha256");
}
