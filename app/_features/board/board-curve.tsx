"use client";

import { taskOf } from "#models/tasks/index.ts";
import { useMemo, useState } from "react";
import { CurveCard } from "#app/_features/run/curves/curve-card.tsx";
import type { CurveChoices } from "#app/_features/run/curves/curve-controls.tsx";
import type { CurveFacts } from "#app/_features/run/curves/curve-spec.ts";
import { useRun } from "#app/_features/run/live/use-run.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { Skeleton } from "#app/_ui/skeleton.tsx";

const CHOICES: CurveChoices = { axis: null, scale: "auto", smoothing: "light" };

/** How well one run does what it learns, as its own page draws it. */
export function BoardCurve({ runId }: { runId: string }) {
  const { query, live } = useRun(runId);
  const { data: details } = query;
  const [cursor, setCursor] = useState<number | null>(null);
  const { history, curve } = live;
  const { epochs, bestEpoch, state } = history;
  const facts = useMemo<CurveFacts | null>(() => {
    if (details === undefined) return null;
    const { target } = details;
    return {
      metric: taskOf(target).metrics(target)[0],
      measure: "metric",
      curve,
      epochs,
      bestEpoch,
      plannedEpochs: details.epochs,
      isEnded: isEnded(state),
      choices: CHOICES,
    };
  }, [details, curve, epochs, bestEpoch, state]);
  if (details === undefined || facts === null) return <Skeleton className="h-80" />;
  return (
    <article aria-label={details.name} className="flex min-w-0 flex-col gap-[0.4em]">
      <p className="truncate font-medium">
        {details.startedBy.name}
        <span className="font-normal text-muted-foreground"> · {details.name}</span>
      </p>
      <CurveCard facts={facts} cursor={cursor} onCursor={setCursor} />
    </article>
  );
}
