import type { CellRule } from "./answer-key.ts";
import type { Matrix } from "./question.ts";

export type Cell = { row: string; column: string };

/** Which cells of a matrix are right. Of equal ones all are; empty where the matrix has none that the rule speaks of. */
export function rightCells({ rows, columns, values }: Matrix, rule: CellRule): Cell[] {
  const all = rows.flatMap((row, r) =>
    columns.map((column, c) => ({ row, column, value: values[r]?.[c] ?? Number.NaN })),
  );
  const mistakes = all.filter(({ row, column }) => row !== column);
  switch (rule.kind) {
    case "cells":
      return all.filter(({ row, column }) =>
        rule.cells.some((cell) => cell.row === row && cell.column === column),
      );
    case "largest-mistake":
      return largest(mistakes);
    case "taken-for":
      return largest(mistakes.filter(({ row }) => row === rule.className));
    case "mistaken-for":
      return largest(mistakes.filter(({ column }) => column === rule.className));
  }
}

function largest(cells: readonly (Cell & { value: number })[]): Cell[] {
  const known = cells.filter(({ value }) => Number.isFinite(value));
  const most = Math.max(...known.map(({ value }) => value));
  return known.filter(({ value }) => value === most);
}
