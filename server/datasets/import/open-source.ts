import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatasetError } from "../dataset-error.ts";
import { listFiles } from "./list-files.ts";
import { openFolder } from "./open-folder.ts";
import { openParquet } from "./open-parquet.ts";
import { openZip } from "./open-zip.ts";
import type { TileSource } from "./tile-source.ts";

/** Opens whatever a person has of EuroSAT: the zip, a folder of class folders, or parquet files. */
export async function openSource(path: string): Promise<TileSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new DatasetError("SOURCE_MISSING", `There is no file or folder ${path}`, { cause });
  });
  if (found.isDirectory()) {
    const parquet = (await listFiles(path)).filter((file) => file.endsWith(".parquet"));
    return parquet.length === 0 ? openFolder(path) : openParquet(parquet.map((file) => join(path, file)));
  }
  const start = await readStart(path);
  if (start.startsWith("PAR1")) return openParquet([path]);
  // A zip that lost its beginning or its end is still called one, and openZip says what is wrong with it.
  if (start.startsWith("PK") || /\.zip$/i.test(path)) return openZip(path);
  throw new DatasetError(
    "SOURCE_MISSING",
    `${path} is neither a zip nor a parquet file. Expected the EuroSAT zip, a folder of class folders, or parquet`,
  );
}

async function readStart(path: string): Promise<string> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
