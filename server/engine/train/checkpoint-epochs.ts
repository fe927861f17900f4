import { open, type FileHandle } from "node:fs/promises";
import type { EpochMetrics } from "#models/training/epoch-metrics.ts";
import { readCheckpointState } from "./checkpoint.ts";
import { readSafeTensorsHeader, safeTensorsHeaderBytes } from "../weights/safetensors.ts";

const LENGTH_BYTES = 8;
const LONGEST_HEADER_BYTES = 64 * 2 ** 20;

/** The epochs that a checkpoint has behind it, from its header alone; null where it cannot be read. */
export async function readCheckpointEpochs(file: string): Promise<readonly EpochMetrics[] | null> {
  const handle = await open(file).catch(() => null);
  try {
    return handle === null ? null : await readEpochs(handle);
  } catch {
    return null;
  } finally {
    await handle?.close();
  }
}

async function readEpochs(handle: FileHandle): Promise<readonly EpochMetrics[]> {
  const { size } = await handle.stat();
  const headerBytes = safeTensorsHeaderBytes(await readStart(handle, LENGTH_BYTES));
  if (headerBytes > Math.min(size, LONGEST_HEADER_BYTES))
    throw new Error("Its header is longer than the file");
  const { metadata } = readSafeTensorsHeader(await readStart(handle, headerBytes), size);
  return readCheckpointState(metadata).epochs;
}

async function readStart(handle: FileHandle, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(length), position: 0 });
  return buffer.subarray(0, bytesRead);
}
