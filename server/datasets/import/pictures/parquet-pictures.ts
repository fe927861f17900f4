import {
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
  type SchemaTree,
} from "hyparquet";
import { z } from "zod";
import { CLASS_COLUMNS, FILE_COLUMNS, PICTURE_COLUMNS } from "#models/datasets/import/parquet-columns.ts";
import { DatasetError } from "../../dataset-error.ts";
import { cappedCompressors } from "../capped-compressors.ts";
import type { ByteSource } from "./byte-source.ts";
import { nameRefusal } from "./check-path.ts";
import type { ImportLimits } from "./limits.ts";
import type { PictureLabel, PictureSource, Refused, SourcePicture } from "./source-file.ts";
import { splitOfShard } from "./split-folder.ts";

/** One group of rows is in memory at a time. */
const LARGEST_GROUP_BYTES = 512 * 1024 ** 2;

export type ParquetFile = { path: string; bytes: ByteSource };

/** As the datasets library writes pictures, or their bytes alone. */
const picture = z.union([
  z.instanceof(Uint8Array).transform((bytes) => ({ bytes, path: undefined })),
  z.object({ bytes: z.instanceof(Uint8Array).nullish(), path: z.string().nullish() }),
]);
const target = z.union([z.bigint().transform(Number), z.number(), z.string()]);

/** What the datasets library stores under the key `huggingface`. */
const features = z.object({
  info: z.object({
    features: z.record(
      z.string(),
      z
        .object({ _type: z.string().optional(), names: z.array(z.string()).optional() })
        .transform(({ _type: type, names }) => ({ type, names })),
    ),
  }),
});
type Columns = {
  picture: string;
  target: string;
  /** Whether the target is a number to be predicted instead of a class. */
  isValue: boolean;
  /** Of the classes by their labels. */
  names: string[] | undefined;
  /** Columns that may say what a picture's file was called. */
  files: string[];
};
type Opened = { path: string; file: AsyncBuffer; metadata: FileMetaData; columns: Columns };

/** Hugging Face parquet: a column of pictures {bytes, path} and one of labels or values, each shard for its split. */
export async function readParquetPictures(
  files: readonly ParquetFile[],
  limits: ImportLimits,
): Promise<Omit<PictureSource, "close" | "ignored">> {
  const opened: Opened[] = [];
  let total = 0;
  for (const file of files) {
    const shard = await openShard(file);
    total += Number(shard.metadata.num_rows);
    if (!(total <= limits.entries)) {
      throw new DatasetError(
        "SOURCE_REFUSED",
        `${file.path} has too many rows: at most ${limits.entries} are read in all`,
      );
    }
    opened.push(shard);
  }
  const refused: Refused[] = [];
  async function* pictures(): AsyncGenerator<SourcePicture> {
    for (const shard of opened) yield* picturesOf(shard, refused, limits);
  }
  return { layout: "parquet", total, pictures, refused };
}

async function openShard({ path, bytes }: ParquetFile): Promise<Opened> {
  const file: AsyncBuffer = {
    byteLength: bytes.size,
    async slice(start, end = bytes.size) {
      const part = await bytes.read(start, Math.min(end, bytes.size) - start);
      return part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength) as ArrayBuffer;
    },
  };
  const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => {
    throw broken(path, cause);
  });
  return { path, file, metadata, columns: findColumns(metadata, path) };
}

const VALUES = ["value", "target"];

function findColumns(metadata: FileMetaData, path: string): Columns {
  const described = describedFeatures(metadata);
  const { children } = parquetSchema(metadata);
  const present = new Set(children.map(({ element }) => element.name));
  const pick = (type: string, names: readonly string[]): string | undefined =>
    Object.entries(described).find(([name, feature]) => feature.type === type && present.has(name))?.[0] ??
    names.find((name) => present.has(name));
  const isPicture = ({ children: parts }: SchemaTree) =>
    parts.some(({ element }) => element.name === "bytes");
  const pictureColumn = pick("Image", PICTURE_COLUMNS) ?? children.find(isPicture)?.element.name;
  const targetColumn = pick("ClassLabel", [...CLASS_COLUMNS, ...VALUES]);
  if (pictureColumn === undefined || targetColumn === undefined) {
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${path} has no column "image" with a column "label" or "value", as Hugging Face writes them; it has ${[...present].join(", ").slice(0, 300)}`,
    );
  }
  const { type, names } = described[targetColumn] ?? {};
  return {
    picture: pictureColumn,
    target: targetColumn,
    isValue: type !== "ClassLabel" && VALUES.includes(targetColumn),
    names,
    files: FILE_COLUMNS.filter((name) => present.has(name)),
  };
}

function describedFeatures(metadata: FileMetaData): z.infer<typeof features>["info"]["features"] {
  const text = metadata.key_value_metadata?.find(({ key }) => key === "huggingface")?.value;
  if (text === undefined) return {};
  try {
    return features.safeParse(JSON.parse(text)).data?.info.features ?? {};
  } catch {
    // Somebody else's note: the columns are then found by their names.
    return {};
  }
}

async function* picturesOf(
  shard: Opened,
  refused: Refused[],
  limits: ImportLimits,
): AsyncGenerator<SourcePicture> {
  const { path, metadata, columns } = shard;
  const split = splitOfShard(path);
  let start = 0;
  for (const group of metadata.row_groups) {
    if (Number(group.total_byte_size) > LARGEST_GROUP_BYTES) {
      throw new DatasetError(
        "SOURCE_REFUSED",
        `${path} has a row group of ${group.total_byte_size} bytes, at most ${LARGEST_GROUP_BYTES} are read at once`,
      );
    }
    const end = start + Number(group.num_rows);
    for (const [index, row] of (await readRows(shard, start, end)).entries()) {
      const name = `${path} row ${start + index}`;
      const found = toPicture(row, columns, limits);
      if (typeof found === "string") refused.push({ name, reason: found });
      else {
        const { bytes, file, label } = found;
        const suffix = file === undefined ? "" : ` (${file})`;
        yield { name: name + suffix, file, label, split, read: () => Promise.resolve(bytes) };
      }
    }
    start = end;
  }
}

async function readRows(
  { path, file, metadata, columns }: Opened,
  rowStart: number,
  rowEnd: number,
): Promise<unknown[]> {
  try {
    return await parquetReadObjects({
      file,
      metadata,
      columns: [columns.picture, columns.target, ...columns.files],
      rowStart,
      rowEnd,
      // Byte arrays that are not declared as text stay bytes.
      utf8: false,
      compressors: cappedCompressors(LARGEST_GROUP_BYTES),
    });
  } catch (cause) {
    throw broken(path, cause);
  }
}

type Found = { bytes: Uint8Array; file: string | undefined; label: PictureLabel };

function toPicture(row: unknown, columns: Columns, limits: ImportLimits): Found | string {
  const cells = z.record(z.string(), z.unknown()).safeParse(row).data ?? {};
  const { bytes, path } = picture.safeParse(cells[columns.picture]).data ?? {};
  if (bytes === undefined || bytes === null) {
    return typeof path === "string"
      ? `has the path "${path}" and no bytes: pictures have to be embedded in the file`
      : "holds no picture's bytes";
  }
  if (bytes.byteLength > limits.fileBytes) return `has ${bytes.byteLength} bytes, which is too many`;
  const label = labelOf(cells[columns.target], columns);
  if (typeof label === "string") return label;
  const named = [path, ...columns.files.map((column) => cells[column])].find(
    (name) => typeof name === "string",
  );
  return { bytes, file: named, label };
}

function labelOf(cell: unknown, { names, isValue }: Columns): PictureLabel | string {
  const parsed = target.safeParse(cell instanceof Uint8Array ? Buffer.from(cell).toString("utf8") : cell);
  if (!parsed.success) return "has no label";
  if (isValue) {
    const value = Number(parsed.data);
    return Number.isFinite(value) ? { kind: "value", value } : "has a value that is no number";
  }
  const named =
    typeof parsed.data === "number"
      ? names === undefined
        ? String(parsed.data)
        : names[parsed.data]
      : parsed.data;
  if (named === undefined) return `has label ${parsed.data}, which the file's metadata does not name`;
  const wrong = nameRefusal(named);
  return wrong === undefined
    ? { kind: "class", className: named.normalize("NFC").trim() }
    : `has a label that ${wrong}`;
}

function broken(path: string, cause: unknown): DatasetError {
  if (cause instanceof DatasetError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatasetError("SOURCE_BROKEN", `${path} cannot be read as parquet with pictures: ${reason}`, {
    cause,
  });
}
