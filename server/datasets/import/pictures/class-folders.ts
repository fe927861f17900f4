import type { SplitName } from "#models/datasets/descriptor.ts";
import { nameRefusal } from "./check-path.ts";
import type { PictureSource, Refused, SourceFile, SourcePicture } from "./source-file.ts";
import { splitNamed } from "./split-folder.ts";

/**
 * The class of a picture is the folder that it lies in, however deep; a folder named after a split is none, and the
 * one nearest the root says the split. Folders whose names differ in case, or in what parts their words, are one class.
 */
export function readClassFolders(files: readonly SourceFile[]): Omit<PictureSource, "close" | "ignored"> {
  const pictures: SourcePicture[] = [];
  const refused: Refused[] = [];
  const classNames = new Map<string, string>();
  for (const file of files) {
    const place = placeOf(file.path);
    if ("refusal" in place) {
      refused.push({ name: file.path, reason: place.refusal });
      continue;
    }
    const key = place.className.toLowerCase().replaceAll(/[\s_-]+/g, " ");
    const className = classNames.get(key) ?? place.className;
    classNames.set(key, className);
    pictures.push({
      name: file.path,
      label: { kind: "class", className },
      split: place.split,
      read: file.read,
    });
  }
  return { layout: "class folders", total: pictures.length, pictures: () => pictures, refused };
}

type Place = { className: string; split: SplitName | undefined } | { refusal: string };

function placeOf(path: string): Place {
  const folders = path.split("/").slice(0, -1);
  const splitFolder = folders.find((folder) => splitNamed(folder) !== undefined);
  const className = folders
    .findLast((folder) => splitNamed(folder) === undefined)
    ?.normalize("NFC")
    .trim();
  if (className === undefined) return { refusal: "lies in no class folder" };
  const wrong = nameRefusal(className);
  if (wrong !== undefined) return { refusal: `lies in a folder that ${wrong}` };
  return { className, split: splitFolder === undefined ? undefined : splitNamed(splitFolder) };
}
