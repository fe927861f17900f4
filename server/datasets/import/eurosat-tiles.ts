import { DatasetError } from "../dataset-error.ts";
import { findClass } from "#models/datasets/find-class.ts";
import { fileKind } from "./pictures/file-kind.ts";
import { TAKEN_FORMATS } from "./pictures/picture-format.ts";
import type { Refused, SourceFile } from "./pictures/source-file.ts";
import { tellOnce } from "./tell-once.ts";
import type { SourceTile } from "./tile-source.ts";

/**
 * The tiles among files, each of the class whose folder it lies in. Files outside of class folders that are no pictures, such
 * as a README, are passed over.
 * @throws DatasetError for anything but a picture in a class folder, and for a picture in another folder.
 */
export function tilesOf(files: readonly SourceFile[], whereOf: (path: string) => string): SourceTile[] {
  const tiles: SourceTile[] = [];
  const faults: Refused[] = [];
  const unopened: Refused[] = [];
  for (const { path, refusal, read } of files) {
    const place = placeInClass(path);
    const where = whereOf(path);
    if (place === undefined) {
      const kind = fileKind(path);
      if (typeof kind === "object") unopened.push({ name: where, reason: kind.refusal });
      if (kind === "parquet")
        unopened.push({ name: where, reason: "is parquet within it: name that instead" });
    } else if ("refusal" in place) faults.push({ name: where, reason: place.refusal });
    else if (refusal !== undefined) faults.push({ name: where, reason: refusal });
    else tiles.push({ ...place, path, where, read });
  }
  if (faults.length > 0) throw new DatasetError("SOURCE_BROKEN", tellOnce(faults), { faults: faults });
  if (tiles.length === 0 && unopened.length > 0)
    throw new DatasetError("SOURCE_BROKEN", tellOnce(unopened), { faults: unopened });
  return tiles;
}

type Place = { className: string; spelled: string; name: string } | { refusal: string } | undefined;

function placeInClass(path: string): Place {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  const folder = parts.at(-2) ?? "";
  const className = findClass(folder);
  const kind = fileKind(name);
  if (className === undefined) {
    if (kind !== "picture") return undefined;
    const where = folder === "" ? "no class folder" : `"${folder}"`;
    return { refusal: `lies in ${where}, which is not a class of EuroSAT` };
  }
  if (kind === "picture") return { className, spelled: folder, name };
  return { refusal: typeof kind === "object" ? kind.refusal : `is no ${TAKEN_FORMATS}` };
}
