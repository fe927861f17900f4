"use client";

import type { RegressionMistake } from "#models/tasks/regression/evaluation.ts";
import { formatValue } from "#models/tasks/regression/format-value.ts";
import type { DatasetInfo } from "#server/contract/dataset.ts";
import { ExamplePicture } from "../../example-picture.tsx";
import { exampleWord } from "../../example-word.ts";
import { WindowLegend } from "../../window-legend.tsx";

type WorstMissesProps = {
  cohortId: string;
  versionId: string;
  mistakes: readonly RegressionMistake[];
  unit: string;
  /** Undefined while it is not known. */
  dataset: DatasetInfo | undefined;
  onPick: (validationIndex: number) => void;
};

const SHOWN = 12;

export function WorstMisses({ cohortId, versionId, mistakes, unit, dataset, onPick }: WorstMissesProps) {
  const word = dataset === undefined ? "tile" : exampleWord(dataset);
  const shown = mistakes.slice(0, SHOWN);
  return (
    <section aria-labelledby="misses-title">
      <h3 id="misses-title" className="font-semibold">
        Worst misses
      </h3>
      <p className="text-muted-foreground mb-3 text-sm">
        {word === "tile" ? "Pictures" : word === "sequence" ? "Sequences" : "Windows"} of the validation split
        whose value was missed by most. Pick one to ask the network again.
      </p>
      {dataset?.columns !== undefined && (
        <div className="mb-3">
          <WindowLegend columns={dataset.columns} values={null} />
        </div>
      )}
      <ul
        className={
          word !== "tile"
            ? "grid gap-4 sm:grid-cols-2 lg:grid-cols-3"
            : "grid grid-cols-3 gap-3 md:grid-cols-4 lg:grid-cols-6"
        }
      >
        {shown.map(({ index, actual, predicted }) => (
          <li key={index}>
            <button
              type="button"
              className="group focus-visible:ring-ring w-full rounded-lg text-left outline-none focus-visible:ring-2 focus-visible:ring-offset-2 focus-visible:ring-offset-background"
              onClick={() => onPick(index)}
            >
              <ExamplePicture {...{ cohortId, versionId, dataset, index }} alt="" />
              <span className="mt-1.5 flex flex-wrap gap-x-3 text-xs leading-snug tabular-nums">
                <span>
                  <span className="text-muted-foreground">True </span>
                  <span className="font-medium">{formatValue(actual, unit)}</span>
                </span>
                <span>
                  <span className="text-muted-foreground">Predicted </span>
                  <span className="font-medium">{formatValue(predicted, unit)}</span>
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
