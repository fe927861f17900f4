import { DatasetError } from "../../dataset-error.ts";
import { cellValue } from "./cell-value.ts";
import { tableRecords } from "./table-records.ts";

/** A table of numbers by column; NaN where there is none. */
export type Series = { names: string[]; rows: number; column: (name: string) => Float64Array };

const LARGEST_BYTES = 64 * 1024 ** 2;
const MOST_ROWS = 1_000_000;
const MOST_COLUMNS = 200;
const PEEKED_ROWS = 4;

/**
 * Reads a CSV with a header, one row a moment. A column of dates and times becomes milliseconds since 1970; those without
 * an offset are read as UTC.
 * @throws DatasetError that names the row and what stands in it.
 */
export function readSeries(bytes: Uint8Array, path: string): Series {
  requireTableSize(bytes.byteLength, path);
  const [header = [], ...rows] = tableRecords(bytes, path, MOST_ROWS + 2);
  if (rows.length > MOST_ROWS) {
    throw new DatasetError("SOURCE_REFUSED", `${path} has more than the ${MOST_ROWS} rows that a table has`);
  }
  if (header.length > MOST_COLUMNS) {
    throw new DatasetError("SOURCE_REFUSED", `${path} has ${header.length} columns, at most ${MOST_COLUMNS}`);
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined)
    throw new DatasetError("SOURCE_BROKEN", `Two columns of ${path} are named "${twice}"`);

  function column(name: string): Float64Array {
    const at = header.indexOf(name);
    if (at < 0) {
      const message = `${path} has no column "${name}"; it has ${header.join(", ").slice(0, 300)}`;
      throw new DatasetError("SOURCE_BROKEN", message);
    }
    return Float64Array.from(rows, (row, index) => {
      const text = row[at] ?? "";
      const value = cellValue(text);
      if (value !== null) return value;
      throw new DatasetError(
        "SOURCE_BROKEN",
        `Row ${index + 2} of ${path} has "${text.slice(0, 40)}" in ${name}, expected a number with a decimal point, or a date and time`,
      );
    });
  }
  return { names: header, rows: rows.length, column };
}

/** @throws DatasetError for a table that is too large to be read as a whole. */
export function requireTableSize(bytes: number, path: string): void {
  if (bytes <= LARGEST_BYTES) return;
  const message = `${path} has ${bytes} bytes, a table has at most ${LARGEST_BYTES}`;
  throw new DatasetError("SOURCE_REFUSED", message);
}

/** The header and what stands below it, from the beginning of a table. @throws DatasetError for what is none. */
export function peekSeries(beginning: Uint8Array, path: string): { columns: string[]; rows: string[][] } {
  // The last line is likely to be cut.
  const end = beginning.lastIndexOf(0x0a);
  const lines = end > 0 ? beginning.subarray(0, end) : beginning;
  const [columns = [], ...rows] = tableRecords(lines, path, PEEKED_ROWS + 1);
  return { columns, rows };
}
