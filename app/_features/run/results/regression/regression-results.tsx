"use client";

import { Card, CardContent } from "#app/_ui/card.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { regressionResult } from "#server/contract/regression-result.ts";
import { useMemo } from "react";
import type { RegressionTarget } from "#models/tasks/target.ts";
import { ResidualChart } from "./residual-chart.tsx";
import { ScatterPlot } from "./scatter-plot.tsx";
import type { RunResultsProps } from "../run-results-props.ts";
import { WorstMisses } from "./worst-misses.tsx";

type RegressionResultsProps = RunResultsProps & { target: RegressionTarget };

/** How well a number was predicted: each against its true value, by how much they miss, and the worst. */
export function RegressionResults({
  cohortId,
  versionId,
  target: { quantity, unit },
  result,
  dataset,
  onPickTile,
}: RegressionResultsProps) {
  const { test, mistakes } = useMemo(() => regressionResult(result), [result]);
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card className="min-w-0">
          <CardContent>
            <section aria-labelledby="scatter-title">
              <h3 id="scatter-title" className="mb-3 font-semibold">
                Predicted against true
              </h3>
              <ScatterPlot pairs={test.pairs} quantity={quantity} unit={unit} />
              <p className="text-muted-foreground mt-2 text-xs">
                {quantity}, test split
                {test.pairs.length < test.count &&
                  `: ${formatCount(test.pairs.length)} of ${formatCount(test.count)}`}
                . On the dashed line a prediction is right, above it too high, below it too low.
              </p>
            </section>
          </CardContent>
        </Card>
        <Card className="min-w-0">
          <CardContent>
            <section aria-labelledby="residuals-title">
              <h3 id="residuals-title" className="mb-3 font-semibold">
                Residuals
              </h3>
              {test.residuals === null ? (
                <p className="text-sm">There is nothing to show: no prediction is a number.</p>
              ) : (
                <ResidualChart histogram={test.residuals} unit={unit} />
              )}
              <p className="text-muted-foreground mt-2 text-xs">
                How many test examples were missed by how much. A network that leans to one side of the dashed
                line predicts too much or too little.
              </p>
            </section>
          </CardContent>
        </Card>
      </div>
      <Card>
        <CardContent>
          <WorstMisses
            cohortId={cohortId}
            versionId={versionId}
            mistakes={mistakes}
            unit={unit}
            dataset={dataset}
            onPick={onPickTile}
          />
        </CardContent>
      </Card>
    </>
  );
}
