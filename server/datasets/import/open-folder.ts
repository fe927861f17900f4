import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatasetError } from "../dataset-error.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { placeInClass } from "./place-in-class.ts";
import type { SourceTile, TileSource } from "./tile-source.ts";
import { listFiles } from "./list-files.ts";

/** Lists the images of a folder whose folders are classes, at any depth. */
export async function openFolder(folder: string): Promise<TileSource> {
  const tiles: SourceTile[] = [];
  for (const path of await listFiles(folder)) {
    const file = join(folder, path);
    const place = placeInClass(path, file);
    if (place !== undefined) tiles.push({ ...place, where: file, read: () => readImage(file) });
  }
  return { tiles, close: () => Promise.resolve() };
}

async function readImage(file: string): Promise<Uint8Array> {
  const { size } = await stat(file);
  if (size > MAX_FILE_BYTES) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${file} has ${size} bytes, an image has at most ${MAX_FILE_BYTES}`,
    );
  }
  return readFile(file);
}
