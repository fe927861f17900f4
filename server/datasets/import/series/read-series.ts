import { parse } from "csv-parse/sync";
import { DatasetError } from "../../dataset-error.ts";

/** A table of numbers by column; NaN where there is none. */
export type Series = { names: string[]; rows: number; column: (name: string) => Float64Array };

const LARGEST_BYTES = 64 * 1024 ** 2;
const MOST_ROWS = 1_000_000;
const MOST_COLUMNS = 200;
const PEEKED_ROWS = 4;
const MISSING = /^(?:|nan|na|null|none|-)$/i;

/**
 * Reads a CSV with a header, one row a moment. A column of dates and times becomes milliseconds since 1970; those without
 * an offset are read as UTC.
 * @throws DatasetError that names the row and what stands in it.
 */
export function readSeries(bytes: Uint8Array, path: string): Series {
  requireTableSize(bytes.byteLength, path);
  const [header = [], ...rows] = recordsOf(bytes, path, MOST_ROWS + 2);
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
      if (MISSING.test(text)) return Number.NaN;
      const value = numberIn(text);
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
  const [columns = [], ...rows] = recordsOf(lines, path, PEEKED_ROWS + 1);
  return { columns, rows };
}

function recordsOf(bytes: Uint8Array, path: string, to: number): string[][] {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const delimiter = /^[^\n]*;/.test(text) ? ";" : /^[^\n]*\t/.test(text) ? "\t" : ",";
    return parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      max_record_size: 65_536,
      to,
    });
  } catch (cause) {
    const reason =
      cause instanceof TypeError ? "it is not UTF-8 text" : cause instanceof Error ? cause.message : "";
    throw new DatasetError("SOURCE_BROKEN", `${path} cannot be read as a table: ${reason}`, { cause });
  }
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[-+]\d{2}:?\d{2})?)?$/;

function numberIn(text: string): number | null {
  if (NUMBER.test(text)) return Number.isFinite(Number(text)) ? Number(text) : null;
  const moment = MOMENT.exec(text);
  if (moment === null) return null;
  const iso = text.replace(" ", "T");
  const at = Date.parse(iso.includes("T") && moment[1] === undefined ? `${iso}Z` : iso);
  return Number.isNaN(at) ? null : at;
}
