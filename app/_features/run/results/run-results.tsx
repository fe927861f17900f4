"use client";

import { Card, CardContent } from "#app/_ui/card.tsx";
import type { RunResult } from "#server/contract/run.ts";
import { ClassTable } from "./class-table.tsx";
import { ConfusionMatrix } from "./confusion-matrix.tsx";
import { Mistakes } from "./mistakes.tsx";

type RunResultsProps = {
  cohortId: string;
  versionId: string;
  result: RunResult;
  onPickTile: (validationIndex: number) => void;
};

export function RunResults({ cohortId, versionId, result, onPickTile }: RunResultsProps) {
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <Card className="min-w-0">
          <CardContent>
            <ConfusionMatrix confusion={result.test.confusion} classes={result.classes} />
          </CardContent>
        </Card>
        <Card className="min-w-0">
          <CardContent>
            <ClassTable perClass={result.test.perClass} />
          </CardContent>
        </Card>
      </div>
      <Card>
        <CardContent>
          <Mistakes
            cohortId={cohortId}
            versionId={versionId}
            mistakes={result.mistakes}
            classes={result.classes}
            onPick={onPickTile}
          />
        </CardContent>
      </Card>
    </>
  );
}
