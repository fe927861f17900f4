import { join } from "node:path";
import { catalogueEntry, type CatalogueEntry, type CatalogueId } from "#models/datasets/catalogue.ts";
import { downloadArchive } from "../download/download-archive.ts";
import type { Archive } from "../download/eurosat-archive.ts";
import { openFileBytes, type ByteSource } from "../import/pictures/byte-source.ts";
import type { PictureSource } from "../import/pictures/source-file.ts";
import type { OnProgress } from "../progress.ts";
import { CATALOGUE_ARCHIVES, type CatalogueArchives, type IdxSplit } from "./archives.ts";
import { openCifar } from "./cifar-pictures.ts";
import { gunzipFile } from "./gunzip-file.ts";
import { openIdx } from "./idx-pictures.ts";
import { listTarFiles } from "./tar-files.ts";

const VALIDATION = 10_000;
/** Ten times what any of them unpacks to. */
const MOST_BYTES = 2 * 1024 ** 3;

export type OpenCatalogue = {
  id: CatalogueId;
  /** Keeps what was downloaded, whole or in part, for the next try. */
  downloadsDir: string;
  /** For what is unpacked; empty. */
  scratchDir: string;
  archives?: CatalogueArchives;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

/** Downloads a dataset of the catalogue, checks it and opens it. Its pictures are read as pixels. */
export async function openCatalogue(input: OpenCatalogue): Promise<PictureSource> {
  const entry = catalogueEntry(input.id);
  const archives = input.archives ?? CATALOGUE_ARCHIVES[input.id];
  const opened: ByteSource[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((file) => file.close()));
  };
  async function fetchFile(archive: Archive, name: string): Promise<ByteSource> {
    const { downloadsDir, scratchDir, onProgress, signal } = input;
    const folder = join(downloadsDir, entry.id);
    const packed = await downloadArchive({ archive, folder, onProgress, signal });
    const file = join(scratchDir, name);
    await gunzipFile(packed, file, { maxBytes: MOST_BYTES, signal });
    const bytes = await openFileBytes(file);
    opened.push(bytes);
    return bytes;
  }
  try {
    const source =
      archives.format === "cifar"
        ? openCifar(await listTarFiles(await fetchFile(archives.archive, "cifar.tar")), entry.classes)
        : await openIdxSplits(entry, archives, fetchFile);
    return { ...source, total: source.count, layout: "catalogue", refused: [], ignored: [], close };
  } catch (error) {
    await close();
    throw error;
  }
}

type FetchFile = (archive: Archive, name: string) => Promise<ByteSource>;

async function openIdxSplits(
  entry: CatalogueEntry,
  archives: { train: IdxSplit; test: IdxSplit },
  fetchFile: FetchFile,
): Promise<Pick<PictureSource, "pictures"> & { count: number }> {
  const open = async (name: "train" | "test") => {
    const { images, labels } = archives[name];
    const files = {
      images: await fetchFile(images, `${name}-images`),
      labels: await fetchFile(labels, `${name}-labels`),
    };
    return openIdx({ name, files, classes: entry.classes, shape: entry.inputShape });
  };
  const train = await open("train");
  const test = await open("test");
  // A sixth, which is the same for the published 60,000.
  const validation = Math.min(VALIDATION, Math.floor(train.count / 6));
  return {
    count: train.count + test.count,
    async *pictures() {
      yield* train.pictures((index) => (index < train.count - validation ? "train" : "validation"));
      yield* test.pictures(() => "test");
    },
  };
}
