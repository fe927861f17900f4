import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { isTableName } from "#models/datasets/import/is-table-name.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { checkEurosat } from "#server/datasets/import/check-eurosat.ts";
import { faultKinds } from "#server/datasets/import/tell-once.ts";
import type { Refused } from "#server/datasets/import/pictures/source-file.ts";
import { describeDataset, type Described } from "./described-dataset.ts";
import type { Finding } from "./finding.ts";
import { inspectOwnPictures } from "./own-pictures.ts";
import { inspectSeries } from "./series.ts";

/** A dataset as `EUROSAT` at the start takes it, else as the page that imports one's own does. */
export async function inspectDataset(file: string): Promise<Finding> {
  const isFolder = (await stat(file)).isDirectory();
  if (!isFolder && isTableName(file))
    return describeDataset(file, await orRefused(file, () => inspectSeries(file)));
  const eurosat = await orRefused(file, () => inspectEurosat(file));
  if (eurosat.isTaken) return describeDataset(file, eurosat);
  const own = await orRefused(file, () => inspectOwnPictures(file, isFolder));
  // Of what neither takes, the page's own words are enough.
  const note = own.isTaken ? (eurosat.notes ?? []).map((why) => `It is not taken as EuroSAT: ${why}`) : [];
  return describeDataset(file, { ...own, notes: [...(own.notes ?? []), ...note] });
}

async function orRefused(file: string, inspect: () => Promise<Described>): Promise<Described> {
  try {
    return await inspect();
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    const { message, faults } = error;
    const refused =
      faults.length > 0 ? kindsOf(faults) : [{ name: basename(file), reason: message, count: 1 }];
    return { isTaken: false, refused, notes: [message] };
  }
}

function kindsOf(faults: readonly Refused[]): Described["refused"] {
  return faultKinds(faults).map(({ reason, count, names: [name = ""] }) => ({ name, reason, count }));
}

async function inspectEurosat(file: string): Promise<Described> {
  const { descriptor, perClass, spelled } = await checkEurosat(file);
  const [height = 0, width = 0] = descriptor.inputShape;
  const names = [...spelled].map(([other, name]) => `"${other}" is called ${name} here`);
  return {
    isTaken: true,
    dataset: "EuroSAT",
    title: descriptor.title,
    classes: Object.keys(perClass),
    perClass,
    counts: descriptor.counts,
    size: [width, height],
    refused: [],
    notes: [...names, `Split: ${descriptor.splitRule}`],
  };
}
