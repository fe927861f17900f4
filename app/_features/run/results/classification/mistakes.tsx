"use client";

import { formatPercent } from "#app/_lib/format-percent.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import type { Mistake } from "#models/training/metrics.ts";
import { Tile } from "../../tile.tsx";

type MistakesProps = {
  cohortId: string;
  versionId: string;
  mistakes: Mistake[];
  classes: string[];
  onPick: (validationIndex: number) => void;
};

const SHOWN = 12;

export function Mistakes({ cohortId, versionId, mistakes, classes, onPick }: MistakesProps) {
  return (
    <section aria-labelledby="mistakes-title">
      <h3 id="mistakes-title" className="font-semibold">
        Worst mistakes
      </h3>
      <p className="text-muted-foreground mb-3 text-sm">
        Tiles of the validation split that were called wrongly with the most confidence. Pick one to see all
        ten probabilities.
      </p>
      {mistakes.length === 0 ? (
        <p className="text-sm">Not one tile of the validation split was called wrongly.</p>
      ) : (
        <ul className="grid grid-cols-3 gap-3 md:grid-cols-4 lg:grid-cols-6">
          {mistakes.slice(0, SHOWN).map((mistake) => (
            <li key={mistake.index}>
              <button
                type="button"
                className="group focus-visible:ring-ring w-full rounded-lg text-left outline-none focus-visible:ring-2 focus-visible:ring-offset-2 focus-visible:ring-offset-background"
                onClick={() => onPick(mistake.index)}
              >
                <Tile cohortId={cohortId} versionId={versionId} index={mistake.index} alt="" />
                <span className="mt-1.5 block text-xs leading-snug">
                  <span className="text-muted-foreground">Is </span>
                  <span className="font-medium">{formatClassName(classes[mistake.actual] ?? "?")}</span>
                </span>
                <span className="block text-xs leading-snug">
                  <span className="text-muted-foreground">Called </span>
                  <span className="font-medium">{formatClassName(classes[mistake.predicted] ?? "?")}</span>
                  <span className="text-muted-foreground tabular-nums">
                    {" "}
                    {formatPercent(mistake.confidence, 0)}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
