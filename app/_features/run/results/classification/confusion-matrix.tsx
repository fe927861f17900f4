"use client";

import { formatCount } from "#app/_lib/format-count.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { cn } from "#app/_lib/cn.ts";
import { Segmented } from "../../segmented.tsx";
import {
  cellSentence,
  confusionCells,
  heat,
  moveCell,
  rowTotal,
  topConfusions,
  type CellPlace,
  type ConfusionCell,
} from "./confusion.ts";
import { heatInk } from "../heat-ink.ts";

type Unit = "counts" | "percent";

type ConfusionMatrixProps = {
  /** `confusion[actual][predicted]`, counts. */
  confusion: number[][];
  classes: string[];
  split: "test" | "validation";
};

export function ConfusionMatrix({ confusion, classes, split }: ConfusionMatrixProps) {
  const [unit, setUnit] = useState<Unit>("counts");
  const [active, setActive] = useState<CellPlace | null>(null);
  const [focusPlace, setFocusPlace] = useState<CellPlace>({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const cells = useMemo(() => confusionCells(confusion), [confusion]);
  const shown = active === null ? topConfusions(cells, 1)[0] : cells[active.row]?.[active.column];

  function onKeyDown(event: KeyboardEvent): void {
    const place = moveCell(focusPlace, event.key, cells.length);
    if (place === null) {
      return;
    }
    event.preventDefault();
    setFocusPlace(place);
    table.current?.querySelector<HTMLElement>(`[data-cell="${place.row}-${place.column}"]`)?.focus();
  }

  return (
    <section aria-labelledby="confusion-title" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h3 id="confusion-title" className="font-semibold">
          Confusion matrix
        </h3>
        <Segmented
          label="Numbers in the confusion matrix"
          value={unit}
          onChange={setUnit}
          options={[
            { value: "counts", label: "Counts" },
            { value: "percent", label: "Row %" },
          ]}
        />
      </div>
      <div className="overflow-x-auto pb-1">
        <table
          ref={table}
          // The pattern of a grid: one tab stop, arrows within.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="grid"
          aria-labelledby="confusion-title"
          aria-describedby="confusion-help"
          className="w-full min-w-[33rem] table-fixed border-separate border-spacing-px text-xs tabular-nums"
          onKeyDown={onKeyDown}
          onMouseLeave={() => setActive(null)}
          onBlur={() => setActive(null)}
        >
          <thead>
            <tr>
              <th className="bg-card sticky left-0 z-10 w-24 pr-2 text-right align-bottom font-normal text-muted-foreground">
                <span className="block">actual ↓</span>
                <span className="block">called →</span>
              </th>
              {classes.map((name, column) => (
                <th
                  key={name}
                  scope="col"
                  className={`h-24 align-bottom font-medium ${active?.column === column ? "" : "text-muted-foreground"}`}
                >
                  <span className="inline-block max-h-24 rotate-180 text-left leading-tight [writing-mode:vertical-rl]">
                    {formatClassName(name)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, rowIndex) => (
              <tr key={classes[rowIndex]}>
                <th
                  scope="row"
                  className={`bg-card sticky left-0 z-10 pr-2 text-right leading-tight font-medium ${active?.row === rowIndex ? "" : "text-muted-foreground"}`}
                >
                  {formatClassName(classes[rowIndex] ?? "")}
                </th>
                {row.map((cell) => (
                  <MatrixCell
                    key={cell.predicted}
                    cell={cell}
                    unit={unit}
                    sentence={cellSentence(cell, rowTotal(confusion[rowIndex] ?? []), classes)}
                    isFocusStop={focusPlace.row === cell.actual && focusPlace.column === cell.predicted}
                    onActive={(place) => setActive(place)}
                    onFocus={(place) => {
                      setFocusPlace(place);
                      setActive(place);
                    }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 min-h-10 text-sm">
        {shown === undefined ? (
          <span className="text-muted-foreground">No tile of the {split} split was called wrongly.</span>
        ) : (
          <>
            {active === null && <span className="text-muted-foreground">Most frequent mistake: </span>}
            {cellSentence(shown, rowTotal(confusion[shown.actual] ?? []), classes)}
            <span className="text-muted-foreground"> ({formatPercent(shown.share)})</span>
          </>
        )}
      </p>
      <p id="confusion-help" className="text-muted-foreground text-xs">
        {split === "test" ? "Test" : "Validation"} split. Blue is right, orange is wrong; the deeper, the
        larger the share of the row. Arrow keys move between cells.
      </p>
    </section>
  );
}

type MatrixCellProps = {
  cell: ConfusionCell;
  unit: Unit;
  sentence: string;
  isFocusStop: boolean;
  onActive: (place: CellPlace) => void;
  onFocus: (place: CellPlace) => void;
};

function MatrixCell({ cell, unit, sentence, isFocusStop, onActive, onFocus }: MatrixCellProps) {
  const percent = Math.round(heat(cell.share) * 100);
  const kind = cell.actual === cell.predicted ? "right" : "wrong";
  const place = { row: cell.actual, column: cell.predicted };
  const backgroundColor = `color-mix(in oklab, var(--heat-${kind}) ${percent}%, var(--heat-none))`;
  return (
    <td
      data-cell={`${cell.actual}-${cell.predicted}`}
      tabIndex={isFocusStop ? 0 : -1}
      aria-label={sentence}
      style={{ backgroundColor }}
      className={cn(
        "focus-visible:outline-ring hover:outline-foreground/60 h-9 rounded-xs text-center focus-visible:outline-2 focus-visible:-outline-offset-1 hover:outline-2 hover:-outline-offset-1",
        heatInk(percent, kind),
      )}
      onMouseEnter={() => onActive(place)}
      onFocus={() => onFocus(place)}
    >
      {cell.count === 0
        ? ""
        : unit === "counts"
          ? formatCount(cell.count)
          : (cell.share * 100).toFixed(cell.share < 0.0995 ? 1 : 0)}
    </td>
  );
}
