"use client";

import type { Metric } from "#models/tasks/define-task.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { useId, useMemo, useState, type ReactNode } from "react";
import { LineChart } from "#app/_ui/charts/line-chart.tsx";
import type { LineChartSpec } from "#app/_ui/charts/line-plot.ts";
import { accuracyRange, aroundRange, drawable, epochRange, lossRange } from "#app/_ui/charts/epoch-scales.ts";
import { Card, CardContent, CardTitle } from "#app/_ui/card.tsx";
import type { RunHistory, RunHistoryEpoch } from "#server/contract/run-history.ts";
import { isEnded } from "#app/_lib/is-ended.ts";

const HEIGHT = 240;

type CurvesProps = { history: RunHistory; plannedEpochs: number; target: TaskTarget };

/** The loss and the task's primary metric over the epochs, side by side and with one cursor. */
export function Curves({ history, plannedEpochs, target }: CurvesProps) {
  const syncKey = useId();
  const { epochs, bestEpoch, state } = history;
  const { lossMetric, metrics } = taskOf(target);
  const [primary] = metrics(target);
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {[lossMetric, primary].map((metric) => (
        <CurveCard
          key={metric.name}
          metric={metric}
          syncKey={syncKey}
          {...{ epochs, bestEpoch, plannedEpochs }}
          isEnded={isEnded(state)}
        />
      ))}
    </div>
  );
}

/** Fractions in percent on an axis of tenths; what should be low from 0; all else around its values. */
function axisOf({ unit, direction }: Metric, [low, high]: [number | null, number | null]) {
  if (unit === "%") {
    return {
      yRange: accuracyRange(low, high),
      formatY: (value: number) => `${Math.round(value * 100)} %`,
    };
  }
  return {
    yRange: direction === "lower" ? lossRange(high) : aroundRange(low, high),
    formatY: (value: number) => String(Number(value.toPrecision(3))),
  };
}

const shownValue = (metric: Metric, value: number | undefined) =>
  value === undefined ? "–" : metric.format(value);

type CurveCardProps = {
  metric: Metric;
  epochs: RunHistoryEpoch[];
  bestEpoch: number | null;
  plannedEpochs: number;
  isEnded: boolean;
  syncKey: string;
};

function CurveCard({ metric, epochs, bestEpoch, plannedEpochs, isEnded, syncKey }: CurveCardProps) {
  const [cursor, setCursor] = useState<number | null>(null);
  const spec = useMemo<LineChartSpec>(() => {
    const training = epochs.map(({ train }) => drawable(train[metric.name] ?? null));
    const validation = epochs.map((epoch) => drawable(epoch.validation[metric.name] ?? null));
    const known = [...training, ...validation].filter((value) => value !== null);
    const low = known.length === 0 ? null : Math.min(...known);
    const high = known.length === 0 ? null : Math.max(...known);
    return {
      x: epochs.map((epoch) => epoch.epoch),
      series: [
        { label: "Training", color: "training", values: training },
        { label: "Validation", color: "validation", values: validation },
      ],
      xRange: epochRange(epochs.length, plannedEpochs, isEnded),
      ...axisOf(metric, [low, high]),
      markedX: bestEpoch,
      onCursor: setCursor,
    };
  }, [epochs, metric, bestEpoch, plannedEpochs, isEnded]);
  const shown = (cursor === null ? undefined : epochs[cursor]) ?? epochs.at(-1);
  return (
    <Card className="min-w-0">
      <CardContent className="space-y-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <CardTitle>{metric.label}</CardTitle>
          <p className="num text-muted-foreground text-xs">
            {shown === undefined ? "No epoch yet" : `Epoch ${shown.epoch}`}
            {shown !== undefined && shown.epoch === bestEpoch && " (best)"}
          </p>
        </div>
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] sm:gap-x-5 sm:text-sm">
          <LegendEntry color="stroke-chart-train" isDashed name="Training">
            {shownValue(metric, shown?.train[metric.name])}
          </LegendEntry>
          <LegendEntry color="stroke-chart-validation" isDashed={false} name="Validation">
            {shownValue(metric, shown?.validation[metric.name])}
          </LegendEntry>
        </div>
        <div className="relative">
          <LineChart
            spec={spec}
            syncKey={syncKey}
            height={HEIGHT}
            label={`${metric.label} over the epochs. The numbers are in the table of epochs.`}
          />
          {epochs.length === 0 && (
            <p className="text-muted-foreground pointer-events-none absolute inset-0 flex items-center justify-center pl-10 text-sm">
              {isEnded ? "No epoch was finished." : "The first epoch draws the first point."}
            </p>
          )}
        </div>
      </CardContent>
    </Card>
  );
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
