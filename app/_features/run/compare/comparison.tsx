"use client";

import { isEnded } from "#app/_lib/is-ended.ts";
import { lazyBelow } from "#app/_ui/below.tsx";
import { CompareCurves } from "./compare-curves.tsx";
import type { ComparedRun } from "./compared-run.ts";

const Details = lazyBelow(async () => (await import("./compare-details.tsx")).CompareDetails);

/** All that several runs can be held against each other by. */
export function Comparison({ runs }: { runs: readonly ComparedRun[] }) {
  const isOneTask = new Set(runs.map(({ details }) => details.target.task)).size === 1;
  const isOneDataset = new Set(runs.map(({ details }) => details.datasetVersionId)).size === 1;
  return (
    <>
      {!isOneDataset && (
        <p role="note" className="rounded-lg bg-info-soft px-4 py-3 text-sm">
          {isOneTask
            ? "They were not measured on the same dataset, so that their losses and scores cannot be held against each other."
            : "They answer different questions, so that only their settings and networks are side by side."}
        </p>
      )}
      {isOneTask && <CompareCurves runs={runs} />}
      <Details
        isNow={!isOneTask || runs.some(({ details }) => !isEnded(details.state))}
        of={{ runs, isOneDataset }}
      />
    </>
  );
}
