"use client";

import { formatCount } from "#app/_lib/format-count.ts";
import { cn } from "#app/_lib/cn.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useState } from "react";
import type { ClassMetrics } from "#models/training/metrics.ts";
import { nextSort, sortRows, type Sort } from "../sort-rows.ts";

type Column = "className" | "precision" | "recall" | "f1" | "support";

type Split = "test" | "validation";

const columnsOf = (split: Split): readonly { key: Column; label: string; title: string }[] => [
  { key: "className", label: "Class", title: "Class" },
  { key: "precision", label: "Precision", title: "Of the tiles called so, how many were" },
  { key: "recall", label: "Recall", title: "Of the tiles that are so, how many were found" },
  { key: "f1", label: "F1", title: "Harmonic mean of precision and recall" },
  { key: "support", label: "Support", title: `Tiles of this class in the ${split} split` },
];

export function ClassTable({ perClass, split }: { perClass: ClassMetrics[]; split: Split }) {
  const [sort, setSort] = useState<Sort<Column>>({ key: "f1", direction: "ascending" });
  const rows = useMemo(() => sortRows(perClass, sort), [perClass, sort]);
  return (
    <section aria-labelledby="class-table-title" className="min-w-0">
      <h3 id="class-table-title" className="mb-3 font-semibold">
        Each class
      </h3>
      <div className="overflow-x-auto">
        <table className="w-full min-w-88 text-sm tabular-nums" aria-labelledby="class-table-title">
          <thead>
            <tr className="border-b">
              {columnsOf(split).map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  aria-sort={sort.key === column.key ? sort.direction : "none"}
                  className={cn(
                    "px-2 py-1.5 font-medium",
                    column.key === "className" ? "pl-0 text-left" : "text-right",
                  )}
                >
                  <button
                    type="button"
                    title={column.title}
                    className={cn(
                      "inline-flex items-center gap-1 rounded-sm text-xs text-muted-foreground hover:text-foreground",
                      // The arrow stands on the side away from the numbers' edge.
                      column.key !== "className" && "flex-row-reverse",
                    )}
                    onClick={() => setSort((known) => nextSort(known, column.key))}
                  >
                    {column.label}
                    <SortMark direction={sort.key === column.key ? sort.direction : null} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.className} className="border-b last:border-0">
                <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                  {formatClassName(row.className)}
                </th>
                <td className="px-2 py-1.5 text-right">{formatPercent(row.precision)}</td>
                <td className="px-2 py-1.5 text-right">{formatPercent(row.recall)}</td>
                <td className="px-2 py-1.5 text-right font-medium">{formatPercent(row.f1)}</td>
                <td className="text-muted-foreground px-2 py-1.5 text-right">{formatCount(row.support)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SortMark({ direction }: { direction: Sort<Column>["direction"] | null }) {
  if (direction === null) {
    return <span aria-hidden className="size-3" />;
  }
  const Arrow = direction === "ascending" ? ArrowUp : ArrowDown;
  return <Arrow aria-hidden className="size-3" />;
}
