import { measureDataset, type DatasetMeasurement } from "#server/datasets/measure-dataset.ts";
import type { BenchContext } from "./options.ts";

export async function benchDataset({ options, say, signal }: BenchContext): Promise<DatasetMeasurement> {
  if (options.zip === null) {
    throw new Error("There is no EuroSAT to pack. Name it with --zip or EUROSAT, or leave out this part");
  }
  say(`dataset: packing ${options.zip}`);
  const measured = await measureDataset({ zip: options.zip, signal });
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    tiles: measured.tiles,
    packingSeconds: round(measured.packingSeconds),
    openingMs: round(measured.openingMs),
    openingAndReadingTrainMs: round(measured.openingAndReadingTrainMs),
  };
}
