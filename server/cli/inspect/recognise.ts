import { stat } from "node:fs/promises";
import { isModelArchive } from "#models/interchange/file/read-model-file.ts";
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
];

/** What a file is by what it holds, whatever it is called. A folder is looked at as a dataset, text as a network. */
export async function recognise(file: string): Promise<FileKind> {
  if ((await stat(file).catch(() => null))?.isDirectory() === true) return "dataset";
  return withFileSource(file, async (source) => {
    const start = new TextDecoder("latin1").decode(await source.read(0, 16));
    const found = BEGINNINGS.find(({ at, bytes }) => start.startsWith(bytes, at));
    if (found !== undefined) return found.kind;
    if (!start.startsWith("PK")) return "network";
    // Of a network's archive that cannot be read, its own reader tells why.
    return (await isModelArchive(source).catch(() => true)) ? "network" : "dataset";
  });
}
