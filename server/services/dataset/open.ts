import { rm } from "node:fs/promises";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { AppError } from "#server/platform/errors.ts";

export type Datasets = {
  /** The files of a version. @throws AppError NOT_READY where this server does not have them. */
  open: (versionId: string) => Promise<PackedDataset>;
  /** Where a version's files lie, or will. */
  dirOf: (versionId: string) => string;
  /** To be said when a version's files have changed their place or have come. */
  forget: (versionId: string) => void;
  /** Deletes a version's files. */
  remove: (versionId: string) => Promise<void>;
};

/** What is opened holds a descriptor and the sizes of its files, no pictures: some kilobytes each. */
const MOST_OPEN = 64;

/** Opens versions of datasets by their ids, and keeps those that were asked for last. */
export function createDatasets(dirOf: (versionId: string) => string, most = MOST_OPEN): Datasets {
  const opened = new Map<string, Promise<PackedDataset>>();

  async function openFiles(versionId: string): Promise<PackedDataset> {
    try {
      return await openDataset(dirOf(versionId));
    } catch (cause) {
      // What is not there now may be brought later.
      opened.delete(versionId);
      if (!(cause instanceof DatasetError)) throw cause;
      throw new AppError("NOT_READY", "The files of this dataset are not on the server any more", { cause });
    }
  }

  return {
    dirOf,
    open(versionId) {
      const files = opened.get(versionId) ?? openFiles(versionId);
      opened.delete(versionId);
      opened.set(versionId, files);
      const [oldest] = opened.keys();
      if (opened.size > most && oldest !== undefined) opened.delete(oldest);
      return files;
    },
    forget: (versionId) => void opened.delete(versionId),
    async remove(versionId) {
      opened.delete(versionId);
      await rm(dirOf(versionId), { recursive: true, force: true });
    },
  };
}
