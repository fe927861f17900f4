import type { DatasetDescriptor, SplitName } from "#models/datasets/descriptor.ts";
import type { SeriesOptions } from "#models/datasets/import/series-options.ts";
import type { SeriesReport } from "#models/datasets/import/series-report.ts";
import { DatasetError } from "../../dataset-error.ts";
import type { TileToPack } from "../../pack-dataset.ts";
import { SPLIT_NAMES } from "../../packed-format.ts";
import { cutWindows } from "./cut-windows.ts";
import { readSeries } from "./read-series.ts";

export type ImportedSeries = {
  report: SeriesReport;
  descriptor: Pick<
    DatasetDescriptor,
    "target" | "inputShape" | "element" | "columns" | "counts" | "splitRule"
  >;
  splits: Record<SplitName, TileToPack[]>;
};

const FEWEST_WINDOWS = 10;
/** Rows that lie further apart than this many usual steps have something missing between them. */
const GAP_STEPS = 1.5;

/**
 * Cuts a table of measurements into windows [window, columns] of float32, each with its target in its unit. Columns are
 * standardised with the mean and deviation of the rows that train, which the descriptor keeps.
 * @throws DatasetError that says which column or row is at fault.
 */
export function importSeries(bytes: Uint8Array, path: string, options: SeriesOptions): ImportedSeries {
  const series = readSeries(bytes, path);
  const inputs = options.columns.map((name) => ({ name, values: series.column(name) }));
  const target = series.column(options.target);
  const time = options.time === null ? null : requireRising(series.column(options.time), path);
  const step = time === null ? null : usualStep(time);
  const { starts, ranges, leftOut } = cutWindows(options, {
    rows: series.rows,
    hasInputs: (row) => inputs.every(({ values }) => Number.isFinite(values[row])),
    hasTarget: (row) => Number.isFinite(target[row]),
    isAfterGap: (row) =>
      time !== null && step !== null && (time[row] ?? 0) - (time[row - 1] ?? 0) > GAP_STEPS * step,
  });
  const few = SPLIT_NAMES.find((split) => starts[split].length < FEWEST_WINDOWS);
  if (few !== undefined) {
    const message =
      `${starts[few].length} windows are left for ${few}, at least ${FEWEST_WINDOWS} are needed: ` +
      `choose a shorter window or horizon, or bring more than these ${series.rows} rows`;
    throw new DatasetError("SOURCE_REFUSED", message);
  }
  const columns = inputs.map(({ name, values }) => ({
    name,
    ...momentsOf(values.subarray(...ranges.train), name),
  }));
  const table = standardised(inputs, columns, series.rows);
  const size = options.window * columns.length;
  const pack = (split: SplitName): TileToPack[] =>
    starts[split].map((start) => ({
      label: target[start + options.window - 1 + options.horizon] ?? Number.NaN,
      pixels: () => new Uint8Array(table.slice(start * columns.length, start * columns.length + size).buffer),
    }));
  const counts = {
    train: starts.train.length,
    validation: starts.validation.length,
    test: starts.test.length,
  };
  return {
    descriptor: {
      target: { task: "regression", quantity: options.target, unit: options.unit },
      inputShape: [options.window, columns.length],
      element: "float32",
      columns,
      counts,
      splitRule: ruleOf(options),
    },
    report: { kind: "series", rows: series.rows, windows: counts, leftOut, ...rangeOf(target) },
    splits: { train: pack("train"), validation: pack("validation"), test: pack("test") },
  };
}

function requireRising(time: Float64Array, path: string): Float64Array {
  const wrong = time.findIndex((at, row) => !(row === 0 ? Number.isFinite(at) : at > (time[row - 1] ?? 0)));
  if (wrong < 0) return time;
  const message = `Row ${wrong + 2} of ${path} is not later than the row before it: sort the table by time, without doubles`;
  throw new DatasetError("SOURCE_BROKEN", message);
}

/** The median distance of two rows in time. */
function usualStep(time: Float64Array): number {
  const steps = time.slice(1).map((at, row) => at - (time[row] ?? 0));
  return steps.toSorted()[Math.floor(steps.length / 2)] ?? 0;
}

function momentsOf(values: Float64Array, name: string): { mean: number; deviation: number } {
  const known = values.filter((value) => Number.isFinite(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  if (variance > 0) return { mean, deviation: Math.sqrt(variance) };
  const message = `The column ${name} has the same value, or none, in all rows that train: leave it out`;
  throw new DatasetError("SOURCE_REFUSED", message);
}

function standardised(
  inputs: readonly { values: Float64Array }[],
  columns: readonly { mean: number; deviation: number }[],
  rows: number,
): Float32Array {
  const table = new Float32Array(rows * columns.length);
  for (const [at, { mean, deviation }] of columns.entries()) {
    const values = inputs[at]?.values ?? new Float64Array();
    for (const [row, value] of values.entries())
      table[row * columns.length + at] = (value - mean) / deviation;
  }
  return table;
}

function ruleOf({ split, window, horizon }: SeriesOptions): string {
  const train = 100 - split.validationPercent - split.testPercent;
  return (
    `By time: the first ${train} % of the rows train, the next ${split.validationPercent} % validate, the last ` +
    `${split.testPercent} % test. Windows of ${window} rows, the target ${horizon} ${horizon === 1 ? "row" : "rows"} after the last; none lies across two parts.`
  );
}

function rangeOf(target: Float64Array): { least: number; greatest: number } {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of target) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest };
}
