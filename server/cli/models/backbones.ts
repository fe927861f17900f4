import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { torchvisionWeights } from "#models/backbones/torchvision-weights.ts";
import { BACKBONES, type BackboneEntry } from "#models/zoo/backbones.ts";
import { readNetworkFile } from "#server/engine/import/read-network-file.ts";
import { encodeSafeTensors, type SafeTensor } from "#server/engine/weights/safetensors.ts";
import { backboneKey } from "#server/storage/storage-keys.ts";
import type { Storage } from "#server/storage/storage.ts";
import { withFileSource } from "../train/file-source.ts";
import { UsageError } from "../train/usage-error.ts";

export async function listBackbones(files: Storage): Promise<(BackboneEntry & { isHere: boolean })[]> {
  return Promise.all(
    BACKBONES.map(async (entry) => ({
      ...entry,
      isHere: (await files.head(backboneKey(entry.name))) !== null,
    })),
  );
}

/** Keeps a backbone's weights under our own names; null for what is no file, or no safetensors. */
export async function addBackbone(files: Storage, file: string): Promise<BackboneEntry | null> {
  if ((await stat(file).catch(() => null))?.isFile() !== true) return null;
  const start = await buffer(createReadStream(file, { end: 8 }));
  if (start[7] !== 0 || start[8] !== 0x7b) return null;
  const read = await withFileSource(file, readNetworkFile);
  const [entry] = BACKBONES;
  if (!read.ok) throw new UsageError(`${file} was not taken. ${read.reason}`);
  const { weights, notes } = read;
  // A run of ours may have the same blocks, and has learned something else.
  const isKnown = notes !== null && torchvisionWeights().every(({ key }) => weights?.has(key) === true);
  if (entry === undefined || weights === null || !isKnown) {
    throw new UsageError(`${file} holds the weights of no backbone that is known here`);
  }
  const tensors = new Map(
    [...weights].map(([key, value]): [string, SafeTensor] => [key, { dtype: "F32", ...value }]),
  );
  await files.put(
    backboneKey(entry.name),
    Readable.from([Buffer.from(encodeSafeTensors({ tensors, metadata: {} }))]),
  );
  return entry;
}
