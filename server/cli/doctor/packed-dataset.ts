import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { openDataset, type PackedDataset } from "#server/datasets/open-dataset.ts";
import { homePaths } from "#server/storage/home.ts";

/** The order in which packed datasets are preferred where none is named: all of EuroSAT, a part of it, synthetic tiles. */
const PREFERRED = [/^eurosat-rgb$/, /^eurosat-rgb-/, /^synthetic-tiles$/];

/**
 * Opens the packed dataset that cohorts take which have chosen none.
 * @throws where none is packed, or the named one is not.
 */
export async function openPreferredDataset(home: string, datasetId?: string): Promise<PackedDataset> {
  const { datasets, datasetDir } = homePaths(home);
  if (datasetId !== undefined) return openDataset(datasetDir(datasetId));
  const packed = existsSync(datasets) ? (await readdir(datasets)).toSorted() : [];
  for (const pattern of PREFERRED) {
    const found = packed.find(
      (name) => pattern.test(name) && existsSync(`${datasetDir(name)}/descriptor.json`),
    );
    if (found !== undefined) return openDataset(datasetDir(found));
  }
  throw new Error(`No dataset is packed in ${datasets}. \`npm start\` prepares one.`);
}
