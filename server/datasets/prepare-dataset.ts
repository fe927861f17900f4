import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { datasetDescriptor, type DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { EUROSAT } from "#models/datasets/eurosat.ts";
import { SYNTHETIC } from "#models/datasets/synthetic.ts";
import { DatasetError } from "./dataset-error.ts";
import { downloadArchive } from "./download/download-archive.ts";
import { EUROSAT_ARCHIVE, type Archive } from "./download/eurosat-archive.ts";
import { fingerprintSource } from "./fingerprint-source.ts";
import { importEurosat } from "./import/import-eurosat.ts";
import { datasetsFolder, type PackedDescriptor } from "./packed-format.ts";
import type { OnProgress } from "./progress.ts";
import { removeAbandoned } from "./publish-folder.ts";
import { findPacked, recallSource, rememberSource } from "./source-records.ts";
import { createSynthetic, syntheticFingerprint } from "./synthetic/create-synthetic.ts";

export type PrepareDataset = {
  /** STRATA_HOME. */
  home: string;
  /** What EUROSAT names. Where it is given and cannot be used, that is an error and nothing else is tried. */
  eurosat?: string | undefined;
  /** Do not look for EuroSAT, unless `eurosat` is given. */
  preferSynthetic?: boolean;
  /** Size of the synthetic set, where it comes to that. */
  syntheticTiles?: number | undefined;
  /** Where EuroSAT is downloaded from. */
  archive?: Archive;
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

type PrepareOutcome = {
  kind: "cached" | "imported" | "downloaded" | "generated";
  /** For the person who starts Strata: what is used, and why not EuroSAT where it is not. */
  message: string;
};

export type PreparedDataset = { dir: string; descriptor: DatasetDescriptor; outcome: PrepareOutcome };

type Found = { packed: PackedDescriptor; outcome: PrepareOutcome };

/** Finds the data to work with: what EUROSAT names, else EuroSAT as packed before, else a download, else synthetic tiles. */
export async function prepareDataset(options: PrepareDataset): Promise<PreparedDataset> {
  const datasetsDir = datasetsFolder(options.home);
  await mkdir(datasetsDir, { recursive: true });
  await removeAbandoned(datasetsDir);
  const { packed, outcome } = await find(options, datasetsDir);
  return { dir: join(datasetsDir, packed.id), descriptor: datasetDescriptor.parse(packed), outcome };
}

async function find(options: PrepareDataset, datasetsDir: string): Promise<Found> {
  if (options.eurosat !== undefined) return useNamed(options.eurosat, options, datasetsDir);
  if (options.preferSynthetic === true) return useSynthetic("as asked for", options, datasetsDir);
  const cached = await findCachedEurosat(datasetsDir);
  if (cached !== undefined) return found(cached, "cached", "packed before");
  try {
    const packed = await downloadAndImport(options, datasetsDir);
    return found(packed, "downloaded", `downloaded from ${EUROSAT.source}`);
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    return useSynthetic(error.message, options, datasetsDir);
  }
}

function found(packed: PackedDescriptor, kind: PrepareOutcome["kind"], how: string): Found {
  return { packed, outcome: { kind, message: `${packed.title}, ${how}` } };
}

async function useNamed(source: string, options: PrepareDataset, datasetsDir: string): Promise<Found> {
  const fingerprint = await fingerprintSource(source);
  const known = await recallSource(datasetsDir, fingerprint);
  if (known !== undefined) return found(known, "cached", `packed from ${source} before`);
  const { onProgress, signal } = options;
  const packed = await importEurosat({ source, datasetsDir, onProgress, signal });
  await rememberSource(datasetsDir, fingerprint, packed);
  return found(packed, "imported", `packed from ${source}`);
}

/** The whole of EuroSAT, or else a part of it: real tiles before synthetic ones. */
async function findCachedEurosat(datasetsDir: string): Promise<PackedDescriptor | undefined> {
  const names = await readdir(datasetsDir);
  const ids = names.filter((name) => name === EUROSAT.id || /^eurosat-rgb-subset-[0-9a-f]{8}$/.test(name));
  for (const id of ids.toSorted()) {
    const packed = await findPacked(join(datasetsDir, id));
    if (packed !== undefined) return packed;
  }
  return undefined;
}

async function downloadAndImport(options: PrepareDataset, datasetsDir: string): Promise<PackedDescriptor> {
  const { archive = EUROSAT_ARCHIVE, home, onProgress, signal } = options;
  const zip = await downloadArchive({ archive, folder: join(home, "downloads"), onProgress, signal });
  const packed = await importEurosat({ source: zip, datasetsDir, onProgress, signal });
  await rm(zip, { force: true });
  return packed;
}

async function useSynthetic(reason: string, options: PrepareDataset, datasetsDir: string): Promise<Found> {
  const because = `instead of EuroSAT: ${reason}. Set EUROSAT to the zip, a folder or parquet files to use it`;
  const { syntheticTiles: tiles, onProgress, signal } = options;
  const fingerprint = syntheticFingerprint(tiles);
  const known = await recallSource(datasetsDir, fingerprint);
  if (known !== undefined) return found(known, "cached", `drawn before, ${because}`);
  const packed = await createSynthetic({ dir: join(datasetsDir, SYNTHETIC.id), tiles, onProgress, signal });
  await rememberSource(datasetsDir, fingerprint, packed);
  return found(packed, "generated", because);
}
