import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { DatasetError } from "../dataset-error.ts";
import { tilesOfParquet } from "./eurosat-parquet.ts";
import { tilesOf } from "./eurosat-tiles.ts";
import { EUROSAT_LIMITS } from "./limits.ts";
import { openFileBytes, type ByteSource } from "./pictures/byte-source.ts";
import { listFolderFiles } from "./pictures/folder-files.ts";
import { archiveKind, notTaken } from "./archive-kind.ts";
import { listZipFiles } from "./pictures/zip-files.ts";
import type { SourceTile, TileSource } from "./tile-source.ts";

/** Opens whatever a person has of EuroSAT: the zip, a folder of class folders, or parquet files. */
export async function openSource(path: string): Promise<TileSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new DatasetError("SOURCE_MISSING", `There is no file or folder ${path}`, { cause });
  });
  if (found.isDirectory()) return { tiles: await tilesInFolder(path), close: () => Promise.resolve() };
  const bytes = await openFileBytes(path);
  try {
    return { tiles: await tilesInFile(bytes, path), close: bytes.close };
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

async function tilesInFolder(path: string): Promise<SourceTile[]> {
  const files = await listFolderFiles(path, EUROSAT_LIMITS);
  const parquet = files.flatMap(({ path: file, part }) =>
    part !== undefined && /\.parquet$/i.test(file) ? [{ path: file, bytes: part }] : [],
  );
  return parquet.length === 0 ? tilesOf(files, (file) => join(path, file)) : tilesOfParquet(parquet);
}

async function tilesInFile(bytes: ByteSource, path: string): Promise<SourceTile[]> {
  const label = basename(path);
  const kind = await archiveKind(bytes, label);
  if (kind === "parquet") return tilesOfParquet([{ path: label, bytes }]);
  if (kind !== "zip")
    throw notTaken(kind, path, "Expected the EuroSAT zip, a folder of class folders, or parquet");
  const files = await listZipFiles(bytes, label, EUROSAT_LIMITS);
  return tilesOf(files, (file) => `${label}: ${file}`);
}
