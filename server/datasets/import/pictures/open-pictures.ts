import { DatasetError } from "../../dataset-error.ts";
import { archiveKind, notTaken } from "../archive-kind.ts";
import { tellOnce } from "../tell-once.ts";
import { listBundleFiles } from "./bundle-files.ts";
import type { ByteSource } from "./byte-source.ts";
import { readClassFolders } from "./class-folders.ts";
import { fileKind } from "./file-kind.ts";
import { IMPORT_LIMITS, type ImportLimits } from "./limits.ts";
import { readParquetPictures, type ParquetFile } from "./parquet-pictures.ts";
import { readTable, readTablePictures, type PictureTable } from "./picture-table.ts";
import type { PictureSource, Refused, SourceFile } from "./source-file.ts";
import { listZipFiles } from "./zip-files.ts";

export type OpenPictures = {
  bytes: ByteSource;
  /** What the file or the folder is called, for messages. */
  name: string;
  limits?: ImportLimits;
};

/**
 * Opens what a person brought: a zip, a folder sent as one stream, or a parquet file. Within a zip or a folder a CSV
 * with `file` and `label` or `value` gives the labels, else the folders do.
 */
export async function openPictures({
  bytes,
  name,
  limits = IMPORT_LIMITS,
}: OpenPictures): Promise<PictureSource> {
  const kind = await archiveKind(bytes, name);
  if (kind === "parquet") {
    return {
      ...(await readParquetPictures([{ path: name, bytes }], limits)),
      ignored: [],
      close: bytes.close,
    };
  }
  if (typeof kind === "object")
    throw notTaken(kind, name, "Expected a zip of class folders, a folder, or parquet");
  const list = kind === "bundle" ? listBundleFiles : listZipFiles;
  return { ...(await readPictureFiles(await list(bytes, name, limits), name, limits)), close: bytes.close };
}

/** The same of files that were listed already. */
export async function readPictureFiles(
  files: readonly SourceFile[],
  name: string,
  limits: ImportLimits,
): Promise<Omit<PictureSource, "close">> {
  const refused: Refused[] = [];
  const ignored: string[] = [];
  const pictures: SourceFile[] = [];
  const tables: SourceFile[] = [];
  const shards: ParquetFile[] = [];
  for (const file of files) {
    const kind = fileKind(file.path);
    const refusal = typeof kind === "object" ? kind.refusal : file.refusal;
    if (refusal !== undefined) refused.push({ name: file.path, reason: refusal });
    else if (kind === "picture") pictures.push(file);
    else if (kind === "table") tables.push(file);
    else if (kind !== "parquet") ignored.push(file.path);
    else if (file.part !== undefined) shards.push({ path: file.path, bytes: file.part });
    else
      refused.push({ name: file.path, reason: "is parquet within a zip: send it as it is, or in a folder" });
  }
  const found = await readLabels({ pictures, tables, shards, name, limits, ignored, refused });
  // A list that goes on growing while parquet is read: it is asked for afterwards.
  found.refused.unshift(...refused);
  return { ...found, ignored };
}

type Sorted = {
  pictures: SourceFile[];
  tables: SourceFile[];
  shards: ParquetFile[];
  name: string;
  limits: ImportLimits;
  ignored: string[];
  refused: readonly Refused[];
};

async function readLabels(sorted: Sorted): Promise<Omit<PictureSource, "close" | "ignored">> {
  const { pictures, tables, shards, name, limits, ignored, refused } = sorted;
  if (pictures.length === 0 && shards.length > 0) return readParquetPictures(shards, limits);
  ignored.push(...shards.map(({ path }) => path));
  const labels: PictureTable[] = [];
  for (const table of tables) {
    const read = await readTable(table, limits.entries);
    if (read === undefined) ignored.push(table.path);
    else labels.push(read);
  }
  const [first, second] = labels;
  if (second !== undefined && first !== undefined) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${name} has two tables of labels, ${first.path} and ${second.path}. Keep one`,
    );
  }
  if (pictures.length === 0) {
    const why = refused.length === 0 ? "" : `: ${tellOnce(refused)}`;
    throw new DatasetError("SOURCE_BROKEN", `${name} has no pictures in it${why}`, { faults: refused });
  }
  return first === undefined ? readClassFolders(pictures) : readTablePictures(first, pictures);
}
