import { basename } from "node:path";
import { DatasetError } from "../dataset-error.ts";
import { isClutter } from "./is-clutter.ts";
import { MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES } from "./limits.ts";
import { openFileBytes, type ByteSource } from "./pictures/byte-source.ts";
import { placeInClass } from "./place-in-class.ts";
import type { SourceTile, TileSource } from "./tile-source.ts";
import { openZipEntries } from "./zip-entries.ts";

/** Lists the images of a zip whose folders are classes, at any depth. Reads the directory only. */
export async function openZip(file: string): Promise<TileSource> {
  const source = await openFileBytes(file);
  try {
    return { tiles: await listTiles(source, basename(file)), close: source.close };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function listTiles(source: ByteSource, label: string): Promise<SourceTile[]> {
  const limits = { entries: MAX_FILES, fileBytes: MAX_FILE_BYTES };
  const tiles: SourceTile[] = [];
  let totalBytes = 0;
  for await (const { path, bytes, refusal, read } of await openZipEntries(source, { label, limits })) {
    if (path.endsWith("/") || isClutter(path)) continue;
    const where = `${label}: ${path}`;
    const place = placeInClass(path, where);
    if (place === undefined) continue;
    if (refusal !== undefined) throw new DatasetError("SOURCE_REFUSED", `${where} ${refusal}`);
    totalBytes += bytes;
    if (totalBytes > MAX_TOTAL_BYTES) {
      throw new DatasetError("SOURCE_REFUSED", `${label} unpacks to more than ${MAX_TOTAL_BYTES} bytes`);
    }
    tiles.push({ ...place, where, read });
  }
  return tiles;
}
