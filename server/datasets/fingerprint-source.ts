import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DatasetError } from "./dataset-error.ts";
import { listFiles } from "./import/list-files.ts";
import { mapConcurrently } from "./map-concurrently.ts";

/** Raised when the same source is to be packed in another way: what was packed before is then packed again. */
const PACKING_VERSION = 2;

/** Changes when a file under `source` is added, removed, resized or written again; reads no contents. */
export async function fingerprintSource(source: string): Promise<string> {
  const root = resolve(source);
  const found = await stat(root).catch((cause: unknown) => {
    throw new DatasetError("SOURCE_MISSING", `There is no file or folder ${source}`, { cause });
  });
  const files = found.isDirectory() ? await listFiles(root) : [""];
  const marks: string[] = [];
  await mapConcurrently(files, 16, async (file, index) => {
    const { size, mtimeMs } = await stat(join(root, file));
    marks[index] = JSON.stringify([file, size, mtimeMs]);
  });
  const hash = createHash("sha256").update(JSON.stringify([PACKING_VERSION, root]));
  for (const mark of marks) hash.update(mark);
  return hash.digest("hex");
}
