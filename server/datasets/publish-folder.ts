import { createHash, randomBytes } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { contentsOf } from "./contents-of.ts";
import { DatasetError } from "./dataset-error.ts";
import { openDataset } from "./open-dataset.ts";
import type { PackedDescriptor } from "./packed-format.ts";
import { readPackedDescriptor } from "./read-packed-descriptor.ts";

const STAGING_MARK = ".packing-";

/** A writer on another machine touches its files every second or so; ten minutes of silence is one that died. */
const ABANDONED_AFTER_MS = 10 * 60_000;

const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const OWNER = /\.packing-([0-9a-f]{8})-(\d+)-/;

/** Beside `dir`, so that a rename suffices, and with its writer's name, so that others can tell if that one died. */
export function stagingName(dir: string): string {
  return `${dir}${STAGING_MARK}${HOST}-${process.pid}-${randomBytes(6).toString("hex")}`;
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
    if (isOfDeadProcess(name)) {
      await rm(dir, { recursive: true, force: true });
      continue;
    }
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

function isOfDeadProcess(name: string): boolean {
  const [, host, pid] = OWNER.exec(name) ?? [];
  if (host !== HOST) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
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
    return id === packed.id && contentsOf({ parts }) === contentsOf(packed);
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
