import { readNumber } from "#app/_lib/read-number.ts";
import type { Matrix } from "#models/exercises/questions/question.ts";

type ReadMatrix = { ok: true; matrix: Matrix } | { ok: false; reason: string };

/** A matrix as text, such as a spreadsheet copies it: a line a row, the first with the columns' names. */
export function matrixText({ rows, columns, values }: Matrix): string {
  const lines = rows.map((row, place) => [row, ...(values[place] ?? [])].join("\t"));
  return [["", ...columns].join("\t"), ...lines].join("\n");
}

/** Parts are set apart by tabs, or by semicolons. */
export function readMatrix(text: string): ReadMatrix {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const mark = text.includes("\t") ? "\t" : ";";
  const [head = [], ...body] = lines.map((line) => line.split(mark).map((part) => part.trim()));
  const columns = head.slice(1);
  if (columns.length === 0 || body.length === 0) {
    return { ok: false, reason: "Expected a first line with the columns' names, and a line for each row." };
  }
  const values: number[][] = [];
  for (const [place, [, ...parts]] of body.entries()) {
    if (parts.length !== columns.length) {
      const got = `${parts.length} for ${columns.length} columns`;
      return { ok: false, reason: `Line ${place + 2}: expected a value for each column, got ${got}.` };
    }
    const read = parts.map(readNumber);
    const wrong = parts[read.indexOf(null)];
    if (wrong !== undefined) return { ok: false, reason: `Line ${place + 2}: “${wrong}” is no number.` };
    values.push(read.filter((each) => each !== null));
  }
  return { ok: true, matrix: { rows: body.map(([row = ""]) => row), columns, values } };
}
