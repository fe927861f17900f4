"use client";

import { useQuery } from "@tanstack/react-query";
import { Curves } from "#app/_features/run/curves/curves.tsx";
import { NetworkList } from "#app/_features/run/network-list.tsx";
import { ConfusionMatrix } from "#app/_features/run/results/classification/confusion-matrix.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { evaluation } from "#models/training/metrics.ts";
import type { SubmittedWork } from "#server/contract/submitted-work.ts";

/** The run that was handed in, beside its grade: how it learned, what it confuses, and its network. */
export function SubmittedRun({ submissionId }: { submissionId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.submission.work.queryOptions({ submissionId }));
  if (data === undefined) {
    if (error === null) return <Skeleton className="h-96" />;
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (data === null) return null;
  const { history, curve, plannedEpochs, target, network } = data;
  return (
    <section aria-label="The run" className="flex min-w-0 flex-col gap-4">
      {(history.epochs.length > 0 || curve !== null) && (
        <Curves {...{ history, curve, plannedEpochs, target }} isStacked />
      )}
      <Confusions work={data} />
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
