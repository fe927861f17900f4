"use client";

import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import type { StepCurve } from "#models/runs/step-curve.ts";
import { useMemo, useState } from "react";
import type { RunHistory } from "#server/contract/run-history.ts";
import { cn } from "#app/_lib/cn.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { CurveCard } from "./curve-card.tsx";
import type { CurveFacts } from "./curve-spec.ts";
import { CurveControls, type CurveChoices } from "./curve-controls.tsx";

type CurvesProps = {
  history: RunHistory;
  curve: StepCurve | null;
  plannedEpochs: number;
  target: TaskTarget;
  /** Below each other however wide the window is: for half a page. */
  isStacked?: boolean;
};

/** The loss and the task's primary metric, step by step and epoch by epoch, side by side and with one cursor. */
export function Curves({ history, curve, plannedEpochs, target, isStacked = false }: CurvesProps) {
  const [cursor, setCursor] = useState<number | null>(null);
  const [choices, setChoices] = useState<CurveChoices>({ axis: null, scale: "auto", smoothing: "light" });
  const { epochs, bestEpoch, state } = history;
  const hasSteps = curve !== null || !isEnded(state);
  const cards = useMemo<CurveFacts[]>(() => {
    const { lossMetric, metrics } = taskOf(target);
    const facts = { choices, curve, plannedEpochs, epochs, bestEpoch, isEnded: isEnded(state) };
    return [
      { metric: lossMetric, measure: "loss", ...facts },
      { metric: metrics(target)[0], measure: "metric", ...facts },
    ];
  }, [target, choices, curve, plannedEpochs, epochs, bestEpoch, state]);
  return (
    <section aria-label="Curves" data-live={isEnded(state) ? undefined : ""} className="flex flex-col gap-3">
      <CurveControls choices={choices} onChange={setChoices} hasSteps={hasSteps} />
      <div className={cn("grid gap-4", isStacked ? "" : "md:grid-cols-2")}>
        {cards.map((facts) => (
          <CurveCard key={facts.measure} facts={facts} cursor={cursor} onCursor={setCursor} />
        ))}
      </div>
    </section>
  );
}
