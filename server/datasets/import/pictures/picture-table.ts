import { parse } from "csv-parse/sync";
import { DatasetError } from "../../dataset-error.ts";
import { nameRefusal } from "./check-path.ts";
import type { PictureLabel, PictureSource, Refused, SourceFile, SourcePicture } from "./source-file.ts";
import { splitNamed } from "./split-folder.ts";

const LARGEST_TABLE_BYTES = 16 * 1024 ** 2;

type Row = Readonly<Record<string, string>>;
type Columns = { label: "label" } | { label: "value" };
export type PictureTable = { path: string; rows: Row[]; columns: Columns };

/** The rows of a CSV with the columns `file` and `label` or `value`; undefined for any other CSV. */
export async function readTable(file: SourceFile, maxRows: number): Promise<PictureTable | undefined> {
  if (file.bytes > LARGEST_TABLE_BYTES) {
    throw new DatasetError(
      "SOURCE_REFUSED",
      `${file.path} has ${file.bytes} bytes, a table has at most ${LARGEST_TABLE_BYTES}`,
    );
  }
  const rows = parseRows(await file.read(), file.path, maxRows);
  const names = Object.keys(rows[0] ?? {});
  if (!names.includes("file")) return undefined;
  if (names.includes("label")) return { path: file.path, rows, columns: { label: "label" } };
  if (names.includes("value")) return { path: file.path, rows, columns: { label: "value" } };
  return undefined;
}

function parseRows(bytes: Uint8Array, path: string, maxRows: number): Row[] {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const delimiter = /^[^\n]*;/.test(text) ? ";" : ",";
    return parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      delimiter,
      trim: true,
      skip_empty_lines: true,
      max_record_size: 8192,
      to: maxRows + 1,
    });
  } catch (cause) {
    const reason =
      cause instanceof TypeError ? "it is not UTF-8 text" : cause instanceof Error ? cause.message : "";
    throw new DatasetError("SOURCE_BROKEN", `${path} cannot be read as a table: ${reason}`, { cause });
  }
}

/** Pictures with the labels that a table gives them; a column `split` may name train, validation or test. */
export function readTablePictures(
  { path, rows, columns }: PictureTable,
  files: readonly SourceFile[],
): Omit<PictureSource, "close" | "ignored"> {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const byName = uniqueNames(files);
  const pictures: SourcePicture[] = [];
  const refused: Refused[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const named = (row["file"] ?? "").replace(/^\.\//, "");
    const where = `row ${index + 2} of ${path}`;
    const file = byPath.get(folder + named) ?? byPath.get(named) ?? byName.get(named);
    if (file === undefined) {
      refused.push({ name: named === "" ? where : named, reason: `is named in ${where} and is not there` });
      continue;
    }
    if (seen.has(file.path)) {
      refused.push({ name: file.path, reason: `is named once more in ${where}, which is left out` });
      continue;
    }
    seen.add(file.path);
    const label = labelOf(row, columns);
    if ("refusal" in label) refused.push({ name: file.path, reason: `${label.refusal} in ${where}` });
    else pictures.push({ name: file.path, label, split: splitNamed(row["split"] ?? ""), read: file.read });
  }
  for (const file of files) {
    if (!seen.has(file.path)) refused.push({ name: file.path, reason: `is in no row of ${path}` });
  }
  return { layout: "table", total: pictures.length, pictures: () => pictures, refused };
}

function labelOf(row: Row, columns: Columns): PictureLabel | { refusal: string } {
  const text = (row[columns.label] ?? "").trim();
  if (columns.label === "label") {
    const className = text.normalize("NFC");
    const wrong = nameRefusal(className);
    return wrong === undefined ? { kind: "class", className } : { refusal: `has a label that ${wrong}` };
  }
  const value = Number(text);
  if (text === "" || !Number.isFinite(value) || Math.abs(value) > 1e30) {
    return { refusal: `has the value "${text.slice(0, 40)}", expected a number with a decimal point,` };
  }
  return { kind: "value", value };
}

/** A table may give the name alone where no two files share it. */
function uniqueNames(files: readonly SourceFile[]): Map<string, SourceFile> {
  const names = new Map<string, SourceFile | undefined>();
  for (const file of files) {
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    names.set(name, names.has(name) ? undefined : file);
  }
  return new Map([...names].flatMap(([name, file]) => (file === undefined ? [] : [[name, file]])));
}
