"use client";

import { useMemo } from "react";
import { classificationResult } from "#server/contract/classification-result.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { cn } from "#app/_lib/cn.ts";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { classChanges, confusionChange, type ClassChange } from "./class-changes.ts";
import type { PairOfResults } from "./compare-pair.ts";
import { ConfusionDifference } from "./confusion-difference.tsx";

/** Which classes one run tells better or worse than another, and what it calls them instead. */
export function CompareClasses({ base, other }: PairOfResults) {
  const [before, after] = useMemo(() => {
    const both = [base, other].map(({ result }) => classificationResult(result));
    const isHidden = both.some(({ test }) => test === null);
    return both.map(({ test, validation }) => (isHidden ? validation : (test ?? validation)));
  }, [base, other]);
  const changes = useMemo(
    () => (before === undefined || after === undefined ? [] : classChanges(before, after)),
    [before, after],
  );
  const cells = useMemo(
    () => (before === undefined || after === undefined ? undefined : confusionChange(before, after)),
    [before, after],
  );
  if (after === undefined) return null;
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
          <ul className="flex flex-col gap-1.5">
            {changes.map((change) => (
              <ChangeBar key={change.className} change={change} />
            ))}
          </ul>
        </CardContent>
      </Card>
    </div>
  );
}

function ChangeBar({ change: { className, from, to, change, isBeyondChance } }: { change: ClassChange }) {
  const isBetter = change > 0;
  const points = `${isBetter ? "+" : change < 0 ? "−" : "±"}${Math.abs(change * 100).toFixed(1)}`;
  return (
    <li className="num grid grid-cols-[minmax(0,1fr)_3.5rem_5.5rem] sm:grid-cols-[minmax(0,1fr)_4rem_8.5rem] items-center gap-3 text-sm">
      <span className="min-w-0">
        <span className="block truncate">{formatClassName(className)}</span>
        <span className="text-xs text-muted-foreground">
          {formatPercent(from)} to {formatPercent(to)}
        </span>
      </span>
      <span
        className={cn(
          "text-right font-medium",
          !isBeyondChance ? "text-muted-foreground" : isBetter ? "text-info-text" : "text-warning-text",
        )}
      >
        {points}
        <span className="sr-only"> points{isBeyondChance ? "" : ", as chance may make"}</span>
      </span>
      <span aria-hidden className="relative h-3 rounded-xs bg-muted">
        <span className="absolute inset-y-0 left-1/2 w-px bg-border-strong" />
        <span
          className="absolute inset-y-0"
          style={{
            [isBetter ? "left" : "right"]: "50%",
            width: `${Math.min(50, Math.abs(change) * 50)}%`,
            background: isBeyondChance
              ? `var(--heat-${isBetter ? "right" : "wrong"})`
              : "var(--border-strong)",
          }}
        />
      </span>
    </li>
  );
}
