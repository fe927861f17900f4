"use client";

import { useMemo, useState } from "react";
import { taskOf } from "#models/tasks/index.ts";
import { LineChart } from "#app/_ui/charts/line-chart.tsx";
import { Card, CardContent, CardTitle } from "#app/_ui/card.tsx";
import { CurveControls, type CurveChoices } from "../curves/curve-controls.tsx";
import { valueAt } from "../curves/curve-lines.ts";
import { Segmented } from "../segmented.tsx";
import { compareSpec, type CompareFacts, type ShownLines } from "./compare-curve-spec.ts";
import type { ComparedRun } from "./compared-run.ts";
import { RunLetter } from "./run-name.tsx";

/** The curves of all runs over each other: the loss and the task's primary metric. */
export function CompareCurves({ runs }: { runs: readonly ComparedRun[] }) {
  const [cursor, setCursor] = useState<number | null>(null);
  const [choices, setChoices] = useState<CurveChoices>({ axis: "epoch", scale: "auto", smoothing: "strong" });
  const [lines, setLines] = useState<ShownLines>("validation");
  const cards = useMemo<CompareFacts[]>(() => {
    const target = runs[0]?.details.target;
    if (target === undefined) return [];
    const { lossMetric, metrics } = taskOf(target);
    return [
      { metric: lossMetric, measure: "loss", runs, choices, lines },
      { metric: metrics(target)[0], measure: "metric", runs, choices, lines },
    ];
  }, [runs, choices, lines]);
  return (
    <section aria-label="Curves" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 text-[0.8125rem]">
        <Segmented
          label="Lines of the curves"
          value={lines}
          onChange={setLines}
          options={[
            { value: "validation", label: "Validation" },
            { value: "training", label: "Training" },
            { value: "both", label: "Both" },
          ]}
        />
        <CurveControls
          choices={choices}
          onChange={setChoices}
          hasSteps={runs.some(({ curve }) => curve !== null)}
        />
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        {cards.map((facts) => (
          <CompareCard key={facts.measure} facts={facts} cursor={cursor} onCursor={setCursor} />
        ))}
      </div>
    </section>
  );
}

type CompareCardProps = { facts: CompareFacts; cursor: number | null; onCursor: (x: number | null) => void };

function CompareCard({ facts, cursor, onCursor }: CompareCardProps) {
  const { metric, lines } = facts;
  const drawn = useMemo(() => compareSpec(facts), [facts]);
  return (
    <Card className="min-w-0" aria-label={metric.label}>
      <CardContent className="space-y-2">
        <div className="flex items-baseline justify-between gap-4">
          <CardTitle>{metric.label}</CardTitle>
          <p className="num text-xs text-muted-foreground">
            {cursor === null ? "At the end" : `At ${drawn.axis} ${drawn.formatX(cursor)}`}
          </p>
        </div>
        <ul className="num flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {drawn.byRun.map(({ run, training, validation }) => (
            <li key={run.letter} className="inline-flex items-center gap-1.5">
              <RunLetter letter={run.letter} color={run.color} />
              <span className="min-w-12 font-medium">
                {shown(facts, valueAt(lines === "training" ? training : validation, cursor))}
              </span>
              {lines === "both" && (
                <span className="text-muted-foreground">({shown(facts, valueAt(training, cursor))})</span>
              )}
            </li>
          ))}
        </ul>
        <LineChart
          spec={drawn}
          cursor={cursor}
          onCursor={onCursor}
          className="h-70"
          label={`${metric.label} of ${drawn.byRun.length} runs${drawn.isLog ? ", on a logarithmic axis" : ""}. The numbers at the end are in the table of results.`}
        />
        <p className="text-xs text-muted-foreground">
          {lines === "both"
            ? "Solid: validation. Dashed, and in brackets: training."
            : `The ${lines} split of each run.`}
        </p>
      </CardContent>
    </Card>
  );
}

const shown = ({ metric }: CompareFacts, value: number | null) =>
  value === null ? "–" : metric.format(value);
