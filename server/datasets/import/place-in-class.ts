import { DatasetError } from "../dataset-error.ts";
import { findClass } from "./find-class.ts";

const IMAGE = /\.(?:jpe?g|png|tiff?)$/i;

/**
 * The class of a file, which is the folder that it lies in. Undefined for a file that is no image and in no class
 * folder, such as a README beside them.
 * @throws DatasetError for an image in another folder, and for anything but an image in a class folder.
 */
export function placeInClass(path: string, where: string): { className: string; name: string } | undefined {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  const folder = parts.at(-2) ?? "";
  const className = findClass(folder);
  if (className === undefined) {
    if (!IMAGE.test(name)) return undefined;
    throw new DatasetError(
      "SOURCE_BROKEN",
      `${where} lies in ${folder === "" ? "no class folder" : `"${folder}"`}, which is not a class of EuroSAT`,
    );
  }
  if (!IMAGE.test(name)) {
    throw new DatasetError("SOURCE_REFUSED", `${where} is not a JPEG, PNG or TIFF image`);
  }
  return { className, name };
}
