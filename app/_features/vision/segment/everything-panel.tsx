"use client";

import { useState } from "react";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import type { useEverything } from "./use-everything.ts";

const GRIDS = [
  { value: "8", label: "8 × 8" },
  { value: "16", label: "16 × 16" },
  { value: "32", label: "32 × 32" },
] as const;
type Grid = (typeof GRIDS)[number]["value"];

type EverythingPanelProps = { everything: ReturnType<typeof useEverything>; onKeepAll: () => void };

/** How dense the grid of points is, and how far its masks are. */
export function EverythingPanel({ everything, onKeepAll }: EverythingPanelProps) {
  const [grid, setGrid] = useState<Grid>("16");
  const { masks, done, total, isRunning, failure, seconds, start, cancel } = everything;
  const isOver = total > 0 && !isRunning;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="Points a side" value={grid} options={GRIDS} onChange={setGrid} />
        {isRunning ? (
          <Button variant="secondary" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <Button onClick={() => void start(Number(grid))}>Find everything</Button>
        )}
        {isOver && masks.length > 0 && (
          <Button variant="ghost" onClick={onKeepAll}>
            Keep all {masks.length}
          </Button>
        )}
      </div>
      {isRunning && <Progress aria-label="Pieces of the grid" value={done / total} />}
      {total > 0 && (
        <output className="block text-sm">
          <strong className="font-semibold">{masks.length} masks</strong>{" "}
          <span className="num text-muted-foreground">
            {isOver && done < total ? "stopped at" : "from"} {done} of {total} pieces, {seconds.toFixed(1)} s
          </span>
        </output>
      )}
      {failure !== null && (
        <p role="alert" className="text-sm text-destructive-text">
          {failure}
        </p>
      )}
      <p className="text-sm text-muted-foreground">
        {total === 0
          ? "A grid of points is asked one by one; masks that are unsure, unsteady or there already are left out."
          : "Click on a mask to name and keep it."}
      </p>
    </div>
  );
}
