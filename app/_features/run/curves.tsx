"use client";

import { useId, useMemo, useState, type ReactNode } from "react";
import { LineChart } from "#app/_ui/charts/line-chart.tsx";
import type { LineChartSpec } from "#app/_ui/charts/line-plot.ts";
import { accuracyRange, drawable, epochRange, lossRange } from "#app/_ui/charts/epoch-scales.ts";
import { Card, CardContent, CardTitle } from "#app/_ui/card.tsx";
import { formatPercent } from "#app/_lib/format-percent.ts";
import type { RunHistory, RunHistoryEpoch } from "#server/contract/run-history.ts";
import { formatLoss } from "./format.ts";
import { isEnded } from "#app/_lib/is-ended.ts";

const HEIGHT = 240;

type CurvesProps = { history: RunHistory; plannedEpochs: number };

/** Loss and accuracy over the epochs, side by side and with one cursor. */
export function Curves({ history, plannedEpochs }: CurvesProps) {
  const syncKey = useId();
  const { epochs, bestEpoch, state } = history;
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <CurveCard
        title="Loss"
        measure="loss"
        syncKey={syncKey}
        {...{ epochs, bestEpoch, plannedEpochs }}
        isEnded={isEnded(state)}
      />
      <CurveCard
        title="Accuracy"
        measure="accuracy"
        syncKey={syncKey}
        {...{ epochs, bestEpoch, plannedEpochs }}
        isEnded={isEnded(state)}
      />
    </div>
  );
}

type Measure = "loss" | "accuracy";

const FORMAT = {
  loss: { value: formatLoss, axis: (value: number) => String(Number(value.toPrecision(3))) },
  accuracy: { value: formatPercent, axis: (value: number) => `${Math.round(value * 100)} %` },
} as const satisfies Record<
  Measure,
  { value: (value: number | null) => string; axis: (value: number) => string }
>;

function trainingOf(epoch: RunHistoryEpoch, measure: Measure): number {
  return measure === "loss" ? epoch.loss : epoch.accuracy;
}

function validationOf(epoch: RunHistoryEpoch, measure: Measure): number {
  return measure === "loss" ? epoch.valLoss : epoch.valAccuracy;
}

type CurveCardProps = {
  title: string;
  measure: Measure;
  epochs: RunHistoryEpoch[];
  bestEpoch: number | null;
  plannedEpochs: number;
  isEnded: boolean;
  syncKey: string;
};

function CurveCard({ title, measure, epochs, bestEpoch, plannedEpochs, isEnded, syncKey }: CurveCardProps) {
  const [cursor, setCursor] = useState<number | null>(null);
  const spec = useMemo<LineChartSpec>(() => {
    const training = epochs.map((epoch) => drawable(trainingOf(epoch, measure)));
    const validation = epochs.map((epoch) => drawable(validationOf(epoch, measure)));
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
      yRange: measure === "loss" ? lossRange(high) : accuracyRange(low, high),
      formatY: FORMAT[measure].axis,
      markedX: bestEpoch,
      onCursor: setCursor,
    };
  }, [epochs, measure, bestEpoch, plannedEpochs, isEnded]);
  const shown = (cursor === null ? undefined : epochs[cursor]) ?? epochs.at(-1);
  return (
    <Card className="min-w-0">
      <CardContent className="space-y-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <CardTitle>{title}</CardTitle>
          <p className="num text-muted-foreground text-xs">
            {shown === undefined ? "No epoch yet" : `Epoch ${shown.epoch}`}
            {shown !== undefined && shown.epoch === bestEpoch && " (best)"}
          </p>
        </div>
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] sm:gap-x-5 sm:text-sm">
          <LegendEntry color="stroke-chart-train" isDashed name="Training">
            {FORMAT[measure].value(shown === undefined ? null : trainingOf(shown, measure))}
          </LegendEntry>
          <LegendEntry color="stroke-chart-validation" isDashed={false} name="Validation">
            {FORMAT[measure].value(shown === undefined ? null : validationOf(shown, measure))}
          </LegendEntry>
        </div>
        <div className="relative">
          <LineChart
            spec={spec}
            syncKey={syncKey}
            height={HEIGHT}
            label={`${title} over the epochs. The numbers are in the table of epochs.`}
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
