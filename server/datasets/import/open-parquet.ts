import { basename } from "node:path";
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
  type AsyncBuffer,
  type FileMetaData,
} from "hyparquet";
import { z } from "zod";
import { DatasetError } from "../dataset-error.ts";
import { cappedCompressors } from "./capped-compressors.ts";
import { findClass } from "./find-class.ts";
import { MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES } from "./limits.ts";
import type { SourceTile, TileSource } from "./tile-source.ts";

const row = z.object({
  image: z.object({ bytes: z.instanceof(Uint8Array), path: z.string().nullish() }),
  label: z.union([z.bigint().transform(Number), z.int(), z.string()]),
  filename: z.string().nullish(),
  image_id: z.string().nullish(),
});
type Row = z.infer<typeof row>;

const NAME_COLUMNS = ["filename", "image_id"];

/** What the datasets library stores under the key `huggingface`. */
const features = z.object({
  info: z.object({ features: z.object({ label: z.object({ names: z.array(z.string()) }) }) }),
});

/** Reads Hugging Face parquet files: `image` {bytes, path} and `label`, class names in the metadata. */
export async function openParquet(files: readonly string[]): Promise<TileSource> {
  const tiles: SourceTile[] = [];
  const perClass = new Map<string, number>();
  let totalBytes = 0;
  for (const file of files) {
    for await (const { where, className, name, bytes } of rowsOf(file)) {
      const place = (perClass.get(className) ?? 0) + 1;
      perClass.set(className, place);
      totalBytes += bytes.byteLength;
      if (totalBytes > MAX_TOTAL_BYTES || tiles.length >= MAX_FILES) {
        throw new DatasetError("SOURCE_REFUSED", `${where}: too many images, or too large ones, for EuroSAT`);
      }
      tiles.push({
        className,
        name: name ?? `${className}_${place}`,
        where,
        read: () => Promise.resolve(bytes),
      });
    }
  }
  return { tiles, close: () => Promise.resolve() };
}

type ParquetTile = { where: string; className: string; name: string | undefined; bytes: Uint8Array };

async function* rowsOf(path: string): AsyncGenerator<ParquetTile> {
  const label = basename(path);
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const names = classNames(metadata);
    let start = 0;
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows);
      const rows = await readRows({ file, metadata, start, end });
      for (const [index, values] of rows.entries())
        yield toTile(values, names, `${label} row ${start + index}`);
      start = end;
    }
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new DatasetError("SOURCE_BROKEN", `${label} cannot be read as parquet with images: ${reason}`, {
      cause,
    });
  }
}

type ReadRows = { file: AsyncBuffer; metadata: FileMetaData; start: number; end: number };

async function readRows({ file, metadata, start, end }: ReadRows): Promise<Row[]> {
  const present = new Set(metadata.schema.map((column) => column.name));
  const rows = await parquetReadObjects({
    file,
    metadata,
    columns: ["image", "label", ...NAME_COLUMNS.filter((column) => present.has(column))],
    rowStart: start,
    rowEnd: end,
    // Byte arrays that are not declared as text stay bytes.
    utf8: false,
    compressors: cappedCompressors(MAX_TOTAL_BYTES / 4),
  });
  return z.array(row).parse(rows);
}

function classNames(metadata: FileMetaData): string[] | undefined {
  const text = metadata.key_value_metadata?.find(({ key }) => key === "huggingface")?.value;
  if (text === undefined) return undefined;
  const json: unknown = JSON.parse(text);
  return features.safeParse(json).data?.info.features.label.names;
}

function toTile(
  { image, label, filename, image_id: imageId }: Row,
  names: string[] | undefined,
  row: string,
): ParquetTile {
  const path = image.path ?? filename ?? imageId ?? undefined;
  const name = path?.slice(path.lastIndexOf("/") + 1);
  const where = name === undefined ? row : `${row} (${name})`;
  const labelled = typeof label === "string" ? label : names?.[label];
  if (labelled === undefined) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${where} has label ${label}, which the file's metadata does not name`,
    );
  }
  const className = findClass(labelled);
  if (className === undefined) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${where} is of class "${labelled}", which is not a class of EuroSAT`,
    );
  }
  if (image.bytes.byteLength > MAX_FILE_BYTES) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${where} has ${image.bytes.byteLength} bytes, too many for a tile`,
    );
  }
  return { where, className, name, bytes: image.bytes };
}
