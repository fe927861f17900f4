import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import { DatasetError } from "../../dataset-error.ts";
import { cellValue } from "./cell-value.ts";
import { tableRecords } from "./table-records.ts";

const SENT = "What was sent";
/** More than a page sends, which sends the last rows alone. */
const MOST_RECORDS = 100_000;

/**
 * The window that the last rows of a CSV make, packed as the dataset packs its own: float32 [steps, columns], standardised.
 * Its columns are found by their names; without a header they stand in the dataset's order, and no others.
 * @throws DatasetError that says what was expected and names the row.
 */
export function readWindow(bytes: Uint8Array, { inputShape, columns = [] }: DatasetDescriptor): Uint8Array {
  const [steps] = inputShape;
  const records = tableRecords(bytes, SENT, MOST_RECORDS);
  const { rows, places } = inOrder(
    records,
    columns.map(({ name }) => name),
  );
  if (rows.length < steps) {
    const message = `The network sees ${steps} rows at once, and received ${rows.length}`;
    throw new DatasetError("SOURCE_REFUSED", message);
  }
  const window = rows.slice(-steps);
  const values = new Float32Array(steps * columns.length);
  for (const [row, cells] of window.entries()) {
    for (const [at, { name, mean, deviation }] of columns.entries()) {
      const text = cells[places[at] ?? -1] ?? "";
      const value = cellValue(text);
      if (value === null || Number.isNaN(value)) {
        const found = text === "" ? "nothing" : `"${text.slice(0, 40)}"`;
        const message = `Row ${row + 1} of the last ${steps} has ${found} in ${name}, expected a number with a decimal point`;
        throw new DatasetError("SOURCE_BROKEN", message);
      }
      values[row * columns.length + at] = (value - mean) / deviation;
    }
  }
  return new Uint8Array(values.buffer);
}

type Ordered = { rows: string[][]; places: number[] };

function inOrder([first = [], ...rest]: string[][], names: readonly string[]): Ordered {
  const places = names.map((name) => first.indexOf(name));
  const missing = names.filter((_, at) => places[at] === -1);
  if (missing.length === 0) return { rows: rest, places };
  const isHeader = first.some((text) => cellValue(text) === null);
  if (!isHeader && first.length === names.length) {
    return { rows: [first, ...rest], places: names.map((_, at) => at) };
  }
  const expected = `columns named ${names.join(", ")}`;
  const message = isHeader
    ? `Expected ${expected}; ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`
    : `Expected ${expected}, or only these in this order, and received ${first.length} columns without names`;
  throw new DatasetError("SOURCE_BROKEN", message.slice(0, 600));
}
