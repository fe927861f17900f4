import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importEurosat } from "./import/import-eurosat.ts";
import { openDataset } from "./open-dataset.ts";

export type DatasetMeasurement = {
  tiles: number;
  packingSeconds: number;
  /** `openDataset` alone. */
  openingMs: number;
  /** From `openDataset` to all bytes of the train split in memory. */
  openingAndReadingTrainMs: number;
};

/** Times packing and opening of `zip` (or of any other source) in a folder of its own, removed afterwards. */
export async function measureDataset({
  zip,
  signal,
}: {
  zip: string;
  signal?: AbortSignal;
}): Promise<DatasetMeasurement> {
  const datasetsDir = await mkdtemp(join(tmpdir(), "strata-measure-"));
  try {
    const packingStart = performance.now();
    const packed = await importEurosat({ source: zip, datasetsDir, signal });
    const packingSeconds = (performance.now() - packingStart) / 1000;

    const openingStart = performance.now();
    const dataset = await openDataset(join(datasetsDir, packed.id));
    const openingMs = performance.now() - openingStart;
    await dataset.readSplit("train");
    const openingAndReadingTrainMs = performance.now() - openingStart;

    const { train, validation, test } = packed.counts;
    return { tiles: train + validation + test, packingSeconds, openingMs, openingAndReadingTrainMs };
  } finally {
    await rm(datasetsDir, { recursive: true, force: true });
  }
}
