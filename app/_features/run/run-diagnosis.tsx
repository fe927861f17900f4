"use client";

import { Lightbulb, TrendingUp, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { diagnose } from "#models/diagnosis/diagnose.ts";
import type { Finding, RunFacts } from "#models/diagnosis/finding.ts";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";

/** What the numbers of a run say of how it learns, and what to try. Nothing where there is nothing to say. */
export function RunDiagnosis(facts: RunFacts) {
  const { target, graph, hyperParameters, params, epochs, curve, validationTargets, activity, isEnded } =
    facts;
  const findings = useMemo(
    () =>
      diagnose({
        target,
        graph,
        hyperParameters,
        params,
        epochs,
        curve,
        validationTargets,
        activity,
        isEnded,
      }),
    [target, graph, hyperParameters, params, epochs, curve, validationTargets, activity, isEnded],
  );
  if (findings.length === 0) return null;
  return (
    <Card aria-labelledby="diagnosis-title">
      <CardHeader>
        <CardTitle id="diagnosis-title">What its numbers say</CardTitle>
      </CardHeader>
      <ul className="divide-border divide-y" aria-live="polite">
        {findings.map((finding) => (
          <FoundItem key={finding.kind} finding={finding} />
        ))}
      </ul>
    </Card>
  );
}

function FoundItem({ finding: { kind, title, text, advice } }: { finding: Finding }) {
  const isHint = kind === "still-learning";
  const Icon = isHint ? Lightbulb : kind === "rising-loss" ? TrendingUp : TriangleAlert;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 gap-y-3 px-4 py-3.5 text-sm md:grid-cols-[1.25rem_minmax(0,1fr)_minmax(0,1fr)]">
      <Icon aria-hidden className={isHint ? "text-info-text size-5" : "text-warning-text size-5"} />
      <div className="num">
        <h3 className="mb-0.5 font-semibold">{title}</h3>
        <p className="text-muted-foreground max-w-prose">{text}</p>
      </div>
      <div className="max-md:col-start-2">
        <p className="font-medium">What to try</p>
        <ul className="num text-muted-foreground mt-0.5 list-disc space-y-0.5 pl-5">
          {advice.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </li>
  );
}
