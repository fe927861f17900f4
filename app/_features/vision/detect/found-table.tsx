"use client";

import { ArrowDown, ArrowUp, Scissors } from "lucide-react";
import { useState } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Button } from "#app/_ui/button.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import { classColour } from "#models/vision/class-colour.ts";
import { SORT_COLUMNS, sorted, type Found, type Sorting } from "./found.ts";

type FoundTableProps = {
  found: readonly Found[];
  active: number | null;
  /** Chosen on the picture: comes into view. */
  chosen: number | null;
  onActive: (key: number | null) => void;
  onChoose: (key: number) => void;
  /** Its mask is wanted. */
  onCut: (found: Found) => void;
};

/** The lecture's table, linked with the boxes. */
export function FoundTable({ found, active, chosen, onActive, onChoose, onCut }: FoundTableProps) {
  const [sorting, setSorting] = useState<Sorting>({ column: "conf", isDescending: true });
  return (
    <Table aria-label="What was found">
      <TableHeader>
        <TableRow>
          {SORT_COLUMNS.map((column) => {
            const isSorted = sorting.column === column;
            const Arrow = sorting.isDescending ? ArrowDown : ArrowUp;
            return (
              <TableHead
                key={column}
                aria-sort={isSorted ? (sorting.isDescending ? "descending" : "ascending") : "none"}
                className={cn("px-1.5 max-sm:px-0.5", column !== "class" && "text-right")}
              >
                <button
                  type="button"
                  className="inline-flex items-center gap-0.5 rounded-sm px-1 py-0.5 hover:text-foreground"
                  onClick={() =>
                    setSorting({ column, isDescending: isSorted ? !sorting.isDescending : column === "conf" })
                  }
                >
                  {column}
                  {isSorted && <Arrow aria-hidden className="size-3" />}
                </button>
              </TableHead>
            );
          })}
          <TableHead className="w-9 px-0">
            <span className="sr-only">mask</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {sorted(found, sorting).map((each) => (
          <TableRow
            key={each.key}
            ref={each.key === chosen ? bringIntoView : null}
            aria-selected={each.key === chosen}
            onPointerEnter={() => onActive(each.key)}
            onPointerLeave={() => onActive(null)}
            onClick={() => onChoose(each.key)}
            className={cn("cursor-pointer", each.key === active && "bg-accent")}
          >
            {[each.left, each.right, each.top, each.bottom].map((edge, index) => (
              <TableCell key={SORT_COLUMNS[index]} className="num h-9 px-2.5 max-sm:px-1.5 text-right">
                {Math.round(edge)}
              </TableCell>
            ))}
            <TableCell className="num h-9 px-2.5 max-sm:px-1.5 text-right">{each.conf.toFixed(2)}</TableCell>
            <TableCell className="h-9 px-2.5 max-sm:px-1.5">
              <span className="flex items-center gap-2">
                <span
                  aria-hidden
                  className="size-2.5 shrink-0 rounded-xs border border-border-strong"
                  style={{ backgroundColor: classColour(each.classIndex) }}
                />
                {each.class}
              </span>
            </TableCell>
            <TableCell className="h-9 px-0 text-right">
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Cut out ${each.class}`}
                title="Cut it out of the picture"
                onClick={(event) => {
                  event.stopPropagation();
                  onCut(each);
                }}
              >
                <Scissors aria-hidden />
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function bringIntoView(row: HTMLTableRowElement | null): void {
  row?.scrollIntoView({ block: "nearest" });
}
