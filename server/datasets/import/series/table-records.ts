import { parse } from "csv-parse/sync";
import { DatasetError } from "../../dataset-error.ts";

/** The lines of a CSV, its header among them, up to so many. @throws DatasetError for what is none. */
export function tableRecords(bytes: Uint8Array, path: string, to: number): string[][] {
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
