import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatasetError } from "./dataset-error.ts";
import { openDataset } from "./open-dataset.ts";
import { PART_FILES, type PackedDescriptor } from "./packed-format.ts";
import { readPackedDescriptor } from "./read-packed-descriptor.ts";

const STAGING_MARK = ".packing-";

/** A writer touches its files every second or so; ten minutes of silence is a writer that died. */
const ABANDONED_AFTER_MS = 10 * 60_000;

export function stagingName(dir: string, token: string): string {
  return `${dir}${STAGING_MARK}${token}`;
}

/**
 * Renames a finished folder into place. Where the same data is there already, it stays, so that whoever reads it
 * is not disturbed; anything else there makes way.
 */
export async function publishFolder(staging: string, dir: string, packed: PackedDescriptor): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await isRenamed(staging, dir)) return;
    if (await holdsTheSame(dir, packed)) return;
    const aside = `${staging}-replaced-${attempt}`;
    await rename(dir, aside).catch(ignoreMissing);
    await rm(aside, { recursive: true, force: true });
  }
  throw new DatasetError("NOT_PACKED", `${dir} is being replaced by others all the time`);
}

/** Removes what importers left behind that were killed. */
export async function removeAbandoned(parent: string, now: number = Date.now()): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((entry) => entry.includes(STAGING_MARK))) {
    const dir = join(parent, name);
    const files = await readdir(dir).catch(() => []);
    const touched = await Promise.all(
      [dir, ...files.map((file) => join(dir, file))].map((path) =>
        stat(path).then(
          (found) => found.mtimeMs,
          () => 0,
        ),
      ),
    );
    if (now - Math.max(...touched) > ABANDONED_AFTER_MS) await rm(dir, { recursive: true, force: true });
  }
}

async function isRenamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "ENOTDIR", "EPERM"].includes(codeOf(error))) return false;
    throw error;
  }
}

async function holdsTheSame(dir: string, packed: PackedDescriptor): Promise<boolean> {
  try {
    await openDataset(dir);
    const { parts, id } = await readPackedDescriptor(dir);
    return id === packed.id && PART_FILES.every((file) => parts[file]?.sha256 === packed.parts[file]?.sha256);
  } catch {
    return false;
  }
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
