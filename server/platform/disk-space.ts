import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { formatMemory } from "#models/training/format-memory.ts";

/** Bytes of the disk that a folder lies on. */
export type DiskSpace = {
  /** For us: what only root may take is not counted. */
  freeBytes: number;
  totalBytes: number;
  /** What networks and checkpoints leave free, so that the database can go on saving. */
  reserveBytes: number;
};

const LEAST_RESERVE = 512 * 2 ** 20;
const MOST_RESERVE = 4 * 2 ** 30;
const RESERVED_PART = 0.02;
/** Twice the reserve is left: time to make room. */
const LOW_FACTOR = 2;

/** @param reserveBytes a fiftieth of the disk, 0.5 to 4 GB, where nothing is said. */
export async function readDiskSpace(folder: string, reserveBytes?: number): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(nearestFolder(folder));
  const totalBytes = blocks * bsize;
  const usual = Math.min(MOST_RESERVE, Math.max(LEAST_RESERVE, Math.floor(totalBytes * RESERVED_PART)));
  return { freeBytes: bavail * bsize, totalBytes, reserveBytes: reserveBytes ?? usual };
}

export type DiskState = "good" | "low" | "full";

export function diskState({ freeBytes, reserveBytes }: DiskSpace): DiskState {
  if (freeBytes < reserveBytes) return "full";
  return freeBytes < LOW_FACTOR * reserveBytes ? "low" : "good";
}

/** What a system says when nothing more can be written, said before the reserve is touched. */
class DiskFull extends Error {
  override readonly name = "DiskFull";
  readonly code = "ENOSPC";
}

const FULL = new Set(["ENOSPC", "EDQUOT"]);

/** Whether a file could not be written for want of space. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && FULL.has(String((error as NodeJS.ErrnoException).code));
}

/** @throws DiskFull where `sizeBytes` more would reach into the reserve of the disk that `folder` lies on. */
export async function requireDiskSpace(
  folder: string,
  sizeBytes: number,
  reserveBytes?: number,
): Promise<void> {
  const space = await readDiskSpace(folder, reserveBytes);
  if (space.freeBytes - sizeBytes >= space.reserveBytes) return;
  throw new DiskFull(
    `The disk is full: ${formatMemory(sizeBytes)} are to be written, ${formatMemory(space.freeBytes)} are free, and ${formatMemory(space.reserveBytes)} of them are kept for the database`,
  );
}

/** A path itself, or where it is not there yet, the folder above that is. */
export function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
