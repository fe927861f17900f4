import { stat } from "node:fs/promises";
import { isModelArchive } from "#models/interchange/file/read-model-file.ts";
import { isPictureName } from "#models/datasets/import/picture-extensions.ts";
import { isTableName } from "#models/datasets/import/is-table-name.ts";
import { withFileSource } from "../train/file-source.ts";
import type { FileKind } from "./finding.ts";

/** How files begin that are no text, and what each of them is. The place is counted in bytes. */
const BEGINNINGS: readonly { kind: FileKind; at: number; bytes: string }[] = [
  { kind: "network", at: 0, bytes: "\u0089HDF\r\n\u001a\n" },
  { kind: "dataset", at: 0, bytes: "PAR1" },
  { kind: "picture", at: 0, bytes: "\u00ff\u00d8\u00ff" },
  { kind: "picture", at: 0, bytes: "\u0089PNG" },
  { kind: "picture", at: 0, bytes: "GIF8" },
  { kind: "picture", at: 0, bytes: "BM" },
  { kind: "picture", at: 0, bytes: "II*\0" },
  { kind: "picture", at: 0, bytes: "MM\0*" },
  { kind: "picture", at: 8, bytes: "WEBP" },
  // AVIF and HEIC.
  { kind: "picture", at: 4, bytes: "ftyp" },
  // Archives that are not opened, and MNIST's IDX: the datasets' reader says what they are.
  { kind: "dataset", at: 0, bytes: "Rar!" },
  { kind: "dataset", at: 0, bytes: "7z\u00bc\u00af" },
  { kind: "dataset", at: 0, bytes: "\u001f\u008b" },
  { kind: "dataset", at: 0, bytes: "\0\0\u0008\u0001" },
  { kind: "dataset", at: 0, bytes: "\0\0\u0008\u0003" },
  { kind: "dataset", at: 0, bytes: "\u0093NUMPY" },
];

const ARCHIVE = /\.(?:zip|parquet|tar|tgz|7z|rar|exe)$/i;

/**
 * What a file is by what it holds, whatever it is called. A folder is looked at as a dataset; what holds nothing known as its
 * name has it, and else as a network.
 */
export async function recognise(file: string): Promise<FileKind> {
  if ((await stat(file).catch(() => null))?.isDirectory() === true) return "dataset";
  return withFileSource(file, async (source) => {
    const start = new TextDecoder("latin1").decode(await source.read(0, 16));
    const found = BEGINNINGS.find(({ at, bytes }) => start.startsWith(bytes, at));
    if (found !== undefined) return found.kind;
    if (!start.startsWith("PK")) return kindByName(file);
    // Of a network's archive that cannot be read, its own reader tells why.
    return (await isModelArchive(source).catch(() => true)) ? "network" : "dataset";
  });
}

function kindByName(file: string): FileKind {
  if (ARCHIVE.test(file) || isTableName(file)) return "dataset";
  return isPictureName(file) || /\.(?:hei[cf]|svg|bmp)$/i.test(file) ? "picture" : "network";
}
