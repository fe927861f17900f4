import { basename } from "node:path";
import { DatasetError } from "../dataset-error.ts";
import { findClass } from "#models/datasets/find-class.ts";
import { EUROSAT_LIMITS } from "./limits.ts";
import { readParquetPictures, type ParquetFile } from "./pictures/parquet-pictures.ts";
import type { PictureLabel, Refused } from "./pictures/source-file.ts";
import { tellOnce } from "./tell-once.ts";
import type { SourceTile } from "./tile-source.ts";

/** The tiles of Hugging Face parquet files, whose bytes are in memory then. @throws DatasetError where a row is none. */
export async function tilesOfParquet(files: readonly ParquetFile[]): Promise<SourceTile[]> {
  const { pictures, refused } = await readParquetPictures(files, EUROSAT_LIMITS);
  const tiles: SourceTile[] = [];
  const faults: Refused[] = [];
  const perClass = new Map<string, number>();
  let totalBytes = 0;
  for await (const { name: where, file, label, read } of pictures()) {
    const className = classOf(label);
    if (className === undefined) {
      faults.push({ name: where, reason: noClass(label) });
      continue;
    }
    const bytes = await read();
    totalBytes += bytes.byteLength;
    if (totalBytes > EUROSAT_LIMITS.totalBytes) {
      throw new DatasetError("SOURCE_REFUSED", `${where}: too many images, or too large ones, for EuroSAT`);
    }
    const place = (perClass.get(className) ?? 0) + 1;
    perClass.set(className, place);
    const name = file === undefined ? `${className}_${place}` : basename(file);
    const spelled = label.kind === "class" ? label.className : className;
    const path = `${where}/${name}`;
    tiles.push({ className, spelled, name, path, where, read: () => Promise.resolve(bytes) });
  }
  // What could not be read at all is known once all rows were.
  const all = [...refused, ...faults];
  if (all.length > 0) throw new DatasetError("SOURCE_BROKEN", tellOnce(all), { faults: all });
  return tiles;
}

function classOf(label: PictureLabel): string | undefined {
  return label.kind === "class" ? findClass(label.className) : undefined;
}

function noClass(label: PictureLabel): string {
  if (label.kind === "value") return "has a value and no class";
  return /^\d+$/.test(label.className)
    ? `has label ${label.className}, which the file's metadata does not name`
    : `is of class "${label.className}", which is not a class of EuroSAT`;
}
