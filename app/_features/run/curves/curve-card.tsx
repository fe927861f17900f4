"use client";

import type { Metric } from "#models/tasks/define-task.ts";
import { useMemo, type ReactNode } from "react";
import { LineChart } from "#app/_ui/charts/line-chart.tsx";
import { Card, CardContent, CardTitle } from "#app/_ui/card.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { valueAt } from "./curve-lines.ts";
import { curveSpec, type CurveFacts, type CurveSpec } from "./curve-spec.ts";
import { formatClock } from "./format-clock.ts";

type CurveCardProps = {
  /** Drawn anew when they are another object. */
  facts: CurveFacts;
  /** What is pointed at, here or in the chart beside it. */
  cursor: number | null;
  onCursor: (x: number | null) => void;
};

export function CurveCard({ facts, cursor, onCursor }: CurveCardProps) {
  const { metric, curve, epochs, isEnded, choices } = facts;
  const drawn = useMemo(() => curveSpec(facts), [facts]);
  const { training, validation, pointCount } = drawn;
  const isEmpty = pointCount === 0 && epochs.length === 0;
  return (
    <Card className="min-w-0" aria-label={metric.label}>
      <CardContent className="space-y-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <CardTitle>{metric.label}</CardTitle>
          <p className="num text-muted-foreground text-xs">{placeText(cursor, drawn, facts)}</p>
        </div>
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] sm:gap-x-5 sm:text-sm">
          <LegendEntry
            color="stroke-chart-train"
            isDashed={curve === null || choices.smoothing !== "off"}
            name="Training"
          >
            {shownValue(metric, valueAt(training, cursor))}
          </LegendEntry>
          <LegendEntry color="stroke-chart-validation" isDashed={false} name="Validation">
            {shownValue(metric, valueAt(validation, cursor))}
          </LegendEntry>
        </div>
        <div className="relative">
          <LineChart
            spec={drawn}
            cursor={cursor}
            onCursor={onCursor}
            className="h-60"
            label={`${metric.label}, ${pointCount} points of training and ${epochs.length} of validation${drawn.isLog ? ", on a logarithmic axis" : ""}. Each epoch's numbers are in the table of epochs.`}
          />
          {isEmpty && (
            <p className="text-muted-foreground pointer-events-none absolute inset-0 flex items-center justify-center pl-10 text-sm">
              {isEnded ? "No step was done." : "The first steps draw the first points."}
            </p>
          )}
        </div>
      </CardContent>
    </Card>
  );
}

const shownValue = (metric: Metric, value: number | null) => (value === null ? "–" : metric.format(value));

/** Where the cursor is, else how far the curve reaches. */
function placeText(
  cursor: number | null,
  drawn: CurveSpec,
  { curve, epochs, bestEpoch }: CurveFacts,
): string {
  const { axis, markedX, training, validation } = drawn;
  const place = cursor ?? Math.max(training.x.at(-1) ?? 0, validation.x.at(-1) ?? 0);
  if (place === 0) return "No step yet";
  const best = bestEpoch !== null && place === markedX ? " (best)" : "";
  if (axis === "time") return formatClock(place) + best;
  const steps = curve?.steps ?? null;
  const epoch = axis === "epoch" ? place : place / (steps ?? 1);
  if (steps === null) return `Epoch ${epochs.find((each) => each.epoch === epoch)?.epoch ?? epoch}${best}`;
  const within = Number.isInteger(epoch) ? String(epoch) : epoch.toFixed(epoch < 10 ? 2 : 1);
  return `Step ${formatCount(epoch * steps)}, epoch ${within}${best}`;
}

type LegendEntryProps = { color: string; isDashed: boolean; name: string; children: ReactNode };

function LegendEntry({ color, isDashed, name, children }: LegendEntryProps) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden width="20" height="8" className={color}>
        <line
          x1="0"
          x2="20"
          y1="4"
          y2="4"
          strokeWidth="2.5"
          strokeDasharray={isDashed ? "5 2.5" : undefined}
        />
      </svg>
      <span className="text-muted-foreground">{name}</span>
      <span className="num min-w-12 font-medium">{children}</span>
    </span>
  );
}
