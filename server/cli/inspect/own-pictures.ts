import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { DEFAULT_CHOICES } from "#models/datasets/import/default-options.ts";
import { openFileBytes } from "#server/datasets/import/pictures/byte-source.ts";
import { decodePicture } from "#server/datasets/import/pictures/decode-picture.ts";
import { listFolderFiles } from "#server/datasets/import/pictures/folder-files.ts";
import { importSource } from "#server/datasets/import/pictures/import-pictures.ts";
import { IMPORT_LIMITS } from "#server/datasets/import/pictures/limits.ts";
import { openPictures, readPictureFiles } from "#server/datasets/import/pictures/open-pictures.ts";
import type { PictureSource } from "#server/datasets/import/pictures/source-file.ts";
import type { Described } from "./described-dataset.ts";

/** Own pictures as the page imports them with what it offers at first. @throws DatasetError where it would refuse them. */
export async function inspectOwnPictures(file: string, isFolder: boolean): Promise<Described> {
  const scratchDir = await mkdtemp(join(tmpdir(), "strata-inspect-"));
  const source = isFolder ? await openFolder(file) : await openFile(file);
  try {
    const { side, colour } = DEFAULT_CHOICES;
    const { report, classes, splitRule, close } = await importSource({
      source,
      side,
      channels: colour === "grey" ? 1 : 3,
      decode: (bytes) =>
        decodePicture(bytes, { ...DEFAULT_CHOICES, size: [side, side] }, IMPORT_LIMITS.pixels),
      options: DEFAULT_CHOICES,
      scratchDir,
    });
    await close();
    const left = report.classes.filter(({ tooFew }) => tooFew !== null);
    const { exact, ignored } = report;
    return {
      isTaken: true,
      dataset: "own pictures",
      classes,
      perClass: Object.fromEntries(
        report.classes.filter(({ tooFew }) => tooFew === null).map(({ name, found }) => [name, found]),
      ),
      counts: report.splits,
      size: [side, side],
      refused: report.refused.kinds.map(({ reason, count, names: [name = ""] }) => ({ name, reason, count })),
      notes: [
        ...left.map(({ name, tooFew }) => `The class "${name}" is left out: it ${tooFew}`),
        ...(ignored.count > 0
          ? [`${ignored.count} other files are passed over, such as ${ignored.names[0]}`]
          : []),
        ...(exact.pictures > 0 ? [`${exact.pictures} pictures have the pixels of another`] : []),
        ...(report.values === null
          ? []
          : [`Values from ${report.values.least} to ${report.values.greatest}`]),
        `Labels from ${report.layout}. Split: ${splitRule}`,
      ],
    };
  } finally {
    await source.close();
    await rm(scratchDir, { recursive: true, force: true });
  }
}

async function openFile(file: string): Promise<PictureSource> {
  const bytes = await openFileBytes(file);
  try {
    return await openPictures({ bytes, name: basename(file) });
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

async function openFolder(folder: string): Promise<PictureSource> {
  const files = await listFolderFiles(folder, IMPORT_LIMITS);
  const read = await readPictureFiles(files, basename(folder), IMPORT_LIMITS);
  return { ...read, close: () => Promise.resolve() };
}
