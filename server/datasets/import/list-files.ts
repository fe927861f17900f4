import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatasetError } from "../dataset-error.ts";
import { isClutter } from "#models/datasets/import/is-clutter.ts";

const MAX_DEPTH = 6;
const MOST_FILES = 300_000;

/** Files under a folder, as paths with `/` relative to it, in a fixed order. Follows links, to a limited depth. */
export async function listFiles(folder: string, most = MOST_FILES): Promise<string[]> {
  const files: string[] = [];
  async function walk(path: string, depth: number): Promise<void> {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isClutter(entry.name)) continue;
      const child = path === "" ? entry.name : `${path}/${entry.name}`;
      const isFolder = entry.isSymbolicLink()
        ? (await stat(join(folder, child))).isDirectory()
        : entry.isDirectory();
      if (!isFolder) files.push(child);
      else if (depth < MAX_DEPTH) await walk(child, depth + 1);
      if (files.length > most) {
        throw new DatasetError("SOURCE_REFUSED", `${folder} has more than ${most} files`);
      }
    }
  }
  await walk("", 0);
  return files;
}
