"use client";

import { useMemo } from "react";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { classificationResult } from "#server/contract/classification-result.ts";
import type { RunResultsProps } from "../run-results-props.ts";
import { ClassTable } from "./class-table.tsx";
import { ConfusionMatrix } from "./confusion-matrix.tsx";
import { Mistakes } from "./mistakes.tsx";

export function ClassificationResults({ cohortId, versionId, result, onPickTile }: RunResultsProps) {
  const { classes, test, validation, mistakes } = useMemo(() => classificationResult(result), [result]);
  const [shown, split] = test === null ? ([validation, "validation"] as const) : ([test, "test"] as const);
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <Card className="min-w-0">
          <CardContent>
            <ConfusionMatrix confusion={shown.confusion} classes={classes} split={split} />
          </CardContent>
        </Card>
        <Card className="min-w-0">
          <CardContent>
            <ClassTable perClass={shown.perClass} split={split} />
          </CardContent>
        </Card>
      </div>
      <Card>
        <CardContent>
          <Mistakes {...{ cohortId, versionId, mistakes, classes }} onPick={onPickTile} />
        </CardContent>
      </Card>
    </>
  );
}
