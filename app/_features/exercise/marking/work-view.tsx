"use client";

import { Curves } from "#app/_features/run/curves/curves.tsx";
import { NetworkList } from "#app/_features/run/network-list.tsx";
import { ConfusionMatrix } from "#app/_features/run/results/classification/confusion-matrix.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { evaluation } from "#models/training/metrics.ts";
import type { SubmittedWork } from "#server/contract/submitted-work.ts";

/** A run beside what is given for it: how it learned, what it confuses, and its network. */
export function WorkView({ work }: { work: SubmittedWork }) {
  const { history, curve, plannedEpochs, target, network } = work;
  return (
    <section aria-label="The run" className="flex min-w-0 flex-col gap-4">
      {(history.epochs.length > 0 || curve !== null) && (
        <Curves {...{ history, curve, plannedEpochs, target }} isStacked />
      )}
      <Confusions work={work} />
      <NetworkList network={network} />
    </section>
  );
}

function Confusions({ work: { test, validation } }: { work: SubmittedWork }) {
  const [shown, split] = test === null ? ([validation, "validation"] as const) : ([test, "test"] as const);
  const { data: scores } = evaluation.safeParse(shown);
  if (scores === undefined) return null;
  const classes = scores.perClass.map(({ className }) => className);
  return (
    <Card className="min-w-0">
      <CardContent>
        <ConfusionMatrix confusion={scores.confusion} classes={classes} split={split} />
      </CardContent>
    </Card>
  );
}
