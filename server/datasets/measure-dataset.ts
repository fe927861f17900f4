import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importEurosat } from "./import/import-eurosat.ts";
import { inputBytes } from "./packed-format.ts";
import { openDataset } from "./open-dataset.ts";

const BATCH = 64;

export type DatasetMeasurement = {
  tiles: number;
  packingSeconds: number;
  /** `openDataset` alone. */
  openingMs: number;
  /** From `openDataset` until every example of the train split has been read once. */
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
    const train = await dataset.openSplit("train");
    const batch = new Uint8Array(BATCH * inputBytes(dataset.descriptor));
    for (let at = 0; at < train.count; at += BATCH) {
      const count = Math.min(BATCH, train.count - at);
      train.read(
        Array.from({ length: count }, (_, index) => at + index),
        batch,
      );
    }
    train.close();
    const openingAndReadingTrainMs = performance.now() - openingStart;

    const tiles = packed.counts.train + packed.counts.validation + packed.counts.test;
    return { tiles, packingSeconds, openingMs, openingAndReadingTrainMs };
  } finally {
    await rm(datasetsDir, { recursive: true, force: true });
  }
}
