import { join } from "node:path";
import { text } from "node:stream/consumers";
import { LRUCache } from "lru-cache";
import { contentsOf } from "#server/datasets/contents-of.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { DESCRIPTOR_FILE, type PackedDescriptor } from "#server/datasets/packed-format.ts";
import { parsePackedDescriptor, readPackedDescriptor } from "#server/datasets/read-packed-descriptor.ts";
import { AppError } from "#server/platform/errors.ts";
import { datasetKey, datasetPrefix } from "#server/storage/storage-keys.ts";
import type { LocalFolder, Storage } from "#server/storage/storage.ts";

export type Datasets = {
  /** The files of a version. @throws AppError NOT_READY where they are not there. */
  open: (versionId: string) => Promise<PackedDataset>;
  /** For another process: a folder with them, until it is released; null where they are not there. */
  localFolder: (versionId: string) => Promise<LocalFolder | null>;
  /** What a version's files say of themselves; null where they are not there, or are not usable. */
  packed: (versionId: string) => Promise<PackedDescriptor | null>;
  /** Whether a version's files are there, whole, with these contents. */
  holds: (versionId: string, contents: string) => Promise<boolean>;
  /** Puts the files of a packed folder where a version's lie. They are not to be changed afterwards, where they are either. */
  place: (versionId: string, folder: string) => Promise<void>;
  /** Deletes a version's files. */
  remove: (versionId: string) => Promise<void>;
};

type Opened = { dataset: PackedDataset; release: () => Promise<void> };

/** What is opened holds a descriptor and the sizes of its files, no pictures: some kilobytes each. */
const MOST_OPEN = 64;
/** Whoever reads in what is closed has long done so. */
const RELEASED_AFTER_MS = 60_000;

/** Opens versions of datasets by their ids, and keeps those that were asked for last. */
export function createDatasets(storage: Storage, most = MOST_OPEN): Datasets {
  const opened = new LRUCache<string, Promise<Opened>>({ max: most, dispose: close });
  const localFolder = (versionId: string) => storage.localFolder(datasetPrefix(versionId));

  async function openFiles(versionId: string): Promise<Opened> {
    const missing = (cause?: unknown) =>
      new AppError("NOT_READY", "The files of this dataset are not on the server any more", { cause });
    const local = await localFolder(versionId);
    if (local === null) throw missing();
    try {
      return { dataset: await openDataset(local.folder), release: local.release };
    } catch (error) {
      await local.release();
      throw error instanceof DatasetError ? missing(error) : error;
    }
  }

  async function packed(versionId: string): Promise<PackedDescriptor | null> {
    const key = datasetKey(versionId, DESCRIPTOR_FILE);
    const found = await storage.openRead(key);
    if (found === null) return null;
    try {
      return parsePackedDescriptor(await text(found.stream), key);
    } catch (error) {
      if (error instanceof DatasetError) return null;
      throw error;
    }
  }

  return {
    localFolder,
    async open(versionId) {
      const files = opened.get(versionId) ?? openFiles(versionId);
      opened.set(versionId, files);
      try {
        return (await files).dataset;
      } catch (error) {
        // What is not there now may be brought later.
        if (opened.peek(versionId) === files) opened.delete(versionId);
        throw error;
      }
    },
    packed,
    async holds(versionId, contents) {
      const there = await packed(versionId);
      if (there === null || contentsOf(there) !== contents) return false;
      const parts = Object.entries(there.parts).map(async ([part, { bytes }]) => {
        const found = await storage.head(datasetKey(versionId, part));
        return found?.sizeBytes === bytes;
      });
      return (await Promise.all(parts)).every(Boolean);
    },
    async place(versionId, folder) {
      const { parts } = await readPackedDescriptor(folder);
      // Without its descriptor a version is not there: it comes last.
      for (const part of [...Object.keys(parts), DESCRIPTOR_FILE]) {
        await storage.putFile(datasetKey(versionId, part), join(folder, part), { isFinal: true });
      }
      opened.delete(versionId);
    },
    async remove(versionId) {
      opened.delete(versionId);
      await storage.removeAll(datasetPrefix(versionId));
    },
  };
}

function close(opened: Promise<Opened>): void {
  // One that could not be opened holds nothing.
  const release = () => void opened.then((each) => each.release()).catch(() => undefined);
  setTimeout(release, RELEASED_AFTER_MS).unref();
}
