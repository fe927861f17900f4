import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { guessSeries } from "#models/datasets/import/guess-series.ts";
import { DatasetError } from "#server/datasets/dataset-error.ts";
import { importSeries } from "#server/datasets/import/series/import-series.ts";
import { peekSeries, requireTableSize } from "#server/datasets/import/series/read-series.ts";
import type { Described } from "./described-dataset.ts";

/** A table as the page imports it with what it guesses at first. @throws DatasetError where it would refuse it. */
export async function inspectSeries(file: string): Promise<Described> {
  const name = basename(file);
  requireTableSize((await stat(file)).size, name);
  const bytes = await readFile(file);
  const options = guessSeries(peekSeries(bytes, name));
  if (options.columns.length === 0)
    throw new DatasetError("SOURCE_BROKEN", `${name} has no column of numbers`);
  const { descriptor, report } = importSeries(bytes, name, options);
  const [rows = 0, columns = 0] = descriptor.inputShape;
  const left = Object.values(report.leftOut).reduce((sum, count) => sum + count, 0);
  return {
    isTaken: true,
    dataset: "own time series",
    classes: [],
    perClass: {},
    counts: descriptor.counts,
    size: [rows, columns],
    refused: [],
    notes: [
      `Predicts ${options.target} one row ahead, from ${report.least} to ${report.greatest}, out of ${options.columns.join(", ")}`,
      ...(options.time === null ? [] : [`${options.time} says when`]),
      ...(left > 0
        ? [`${left} windows are left out: they lack a value, or lie across a gap or two splits`]
        : []),
      `Split: ${descriptor.splitRule}`,
    ],
  };
}
