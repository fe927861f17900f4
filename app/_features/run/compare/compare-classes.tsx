"use client";

import { useMemo } from "react";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { ClassChanges } from "./class-changes-list.tsx";
import { classChanges, confusionChange } from "./class-changes.ts";
import { evaluationPair, type PairOfResults } from "./compare-pair.ts";
import { ConfusionDifference } from "./confusion-difference.tsx";

/** Which classes one run tells better or worse than another, and what it calls them instead. */
export function CompareClasses({ base, other }: PairOfResults) {
  const [before, after] = useMemo(() => evaluationPair(base.result, other.result), [base, other]);
  const changes = useMemo(() => classChanges(before, after), [before, after]);
  const cells = useMemo(() => confusionChange(before, after), [before, after]);
  const classes = after.perClass.map(({ className }) => className);
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card className="min-w-0">
        <CardContent>
          {cells === undefined ? (
            <p className="text-sm text-muted-foreground">
              Their splits are not the same, so their confusion matrices cannot be subtracted.
            </p>
          ) : (
            <ConfusionDifference
              {...{ cells, classes }}
              support={after.perClass.map(({ support }) => support)}
              names={[base.letter, other.letter]}
            />
          )}
        </CardContent>
      </Card>
      <Card>
        <CardContent>
          <h3 className="font-semibold">Better and worse classes</h3>
          <p className="mb-3 text-sm text-muted-foreground">
            F1 of {base.letter}, then of {other.letter}. Grey: chance alone may make as much of so few tiles.
          </p>
          <ClassChanges changes={changes} />
        </CardContent>
      </Card>
    </div>
  );
}
