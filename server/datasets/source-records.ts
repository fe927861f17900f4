import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { contentsOf } from "./contents-of.ts";
import { openDataset } from "./open-dataset.ts";
import type { PackedDescriptor } from "./packed-format.ts";
import { readPackedDescriptor } from "./read-packed-descriptor.ts";

// Which source became which packed dataset. Kept outside the packed folders: one dataset may have come from a zip
// once and from parquet another time, and the folder need not change for that.

const sourceRecord = z.object({ id: z.string().regex(/^[a-z0-9-]+$/), contents: z.string() });

function recordFile(datasetsDir: string, fingerprint: string): string {
  return join(datasetsDir, "sources", `${createHash("sha256").update(fingerprint).digest("hex")}.json`);
}

export async function rememberSource(
  datasetsDir: string,
  fingerprint: string,
  packed: PackedDescriptor,
): Promise<void> {
  const file = recordFile(datasetsDir, fingerprint);
  const fresh = `${file}.${randomBytes(4).toString("hex")}`;
  await mkdir(join(datasetsDir, "sources"), { recursive: true });
  await writeFile(fresh, JSON.stringify({ id: packed.id, contents: contentsOf(packed) }));
  await rename(fresh, file);
}

/** The packed dataset that this source became, where it is still there, whole and unchanged. */
export async function recallSource(
  datasetsDir: string,
  fingerprint: string,
): Promise<PackedDescriptor | undefined> {
  try {
    const text = await readFile(recordFile(datasetsDir, fingerprint), "utf8");
    const { id, contents } = sourceRecord.parse(JSON.parse(text));
    return await findPacked(join(datasetsDir, id), (packed) => contentsOf(packed) === contents);
  } catch {
    // No record, or one that cannot be read: the source is packed again.
    return undefined;
  }
}

/** The packed dataset in a folder, where there is a whole one that `isWanted`. */
export async function findPacked(
  dir: string,
  isWanted: (packed: PackedDescriptor) => boolean = () => true,
): Promise<PackedDescriptor | undefined> {
  try {
    await openDataset(dir);
    const packed = await readPackedDescriptor(dir);
    return isWanted(packed) ? packed : undefined;
  } catch {
    // Missing, incomplete or of another version: it is packed again.
    return undefined;
  }
}
