"use client";

import { cn } from "#app/_lib/cn.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import type { Matrix } from "#models/exercises/questions/question.ts";
import type { Cell } from "#models/exercises/questions/right-cells.ts";

type MatrixTableProps = {
  label: string;
  matrix: Matrix;
  chosen: readonly Cell[];
  onChoose: (cell: Cell) => void;
};

/** A matrix whose cells can be pressed. Each is a button, so that keys do what a mouse does. */
export function MatrixTable({
  label,
  matrix: { rows, columns, values },
  chosen,
  onChoose,
}: MatrixTableProps) {
  const most = Math.max(...values.flat().map(Math.abs), 0);
  const isChosen = (row: string, column: string) =>
    chosen.some((cell) => cell.row === row && cell.column === column);
  return (
    <div className="overflow-x-auto pb-1">
      <table aria-label={label} className="border-separate border-spacing-px text-xs tabular-nums">
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 bg-card">
              <span className="sr-only">Row</span>
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" className="pb-1 align-bottom font-medium text-muted-foreground">
                <span className="inline-block max-h-24 rotate-180 text-left leading-tight [writing-mode:vertical-rl]">
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={row}>
              <th
                scope="row"
                className="sticky left-0 z-10 max-w-32 truncate bg-card pr-2 text-right font-medium text-muted-foreground"
              >
                {row}
              </th>
              {columns.map((column, c) => {
                const value = values[r]?.[c] ?? 0;
                const share = most === 0 ? 0 : Math.round((Math.abs(value) / most) * 30);
                return (
                  <td key={column} className="p-0">
                    <button
                      type="button"
                      aria-pressed={isChosen(row, column)}
                      aria-label={`Row ${row}, column ${column}: ${value}`}
                      onClick={() => onChoose({ row, column })}
                      style={{
                        backgroundColor: `color-mix(in oklab, var(--primary) ${share}%, transparent)`,
                      }}
                      className={cn(
                        "flex h-8 w-full min-w-10 cursor-pointer items-center justify-center rounded-xs px-1 text-foreground hover:outline-2 hover:-outline-offset-1 hover:outline-foreground/60 focus-visible:outline-2 focus-visible:outline-ring",
                        isChosen(row, column) &&
                          "font-semibold outline-2 -outline-offset-2 outline-foreground",
                      )}
                    >
                      {Number.isInteger(value) ? formatCount(value) : value}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
