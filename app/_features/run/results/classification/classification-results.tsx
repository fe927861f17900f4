"use client";

import { useMemo } from "react";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { classificationResult } from "#server/contract/classification-result.ts";
import type { RunResultsProps } from "../run-results-props.ts";
import { ClassTable } from "./class-table.tsx";
import { ConfusionMatrix } from "./confusion-matrix.tsx";
import { Mistakes } from "./mistakes.tsx";

export function ClassificationResults({ cohortId, versionId, result, onPickTile }: RunResultsProps) {
  const { classes, test, mistakes } = useMemo(() => classificationResult(result), [result]);
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <Card className="min-w-0">
          <CardContent>
            <ConfusionMatrix confusion={test.confusion} classes={classes} />
          </CardContent>
        </Card>
        <Card className="min-w-0">
          <CardContent>
            <ClassTable perClass={test.perClass} />
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
