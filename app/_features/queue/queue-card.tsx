"use client";

import { useQuery } from "@tanstack/react-query";
import { ListOrdered } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { WorkerStatus } from "#app/_features/overview/worker-status.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { queueRows } from "./queue-rows.ts";
import { QueueRow } from "./queue-row.tsx";

/** Other classes' runs come and go untold. */
const REFRESH_MS = 10_000;

export function QueueCard() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const {
    data: queue,
    error,
    refetch,
  } = useQuery(trpc.queue.get.queryOptions({ cohortId: cohort.id }, { refetchInterval: REFRESH_MS }));
  const waiting = queue?.entries.filter(({ place }) => place !== null).length ?? 0;
  return (
    <Card>
      <CardHeader>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <CardTitle>Queue</CardTitle>
          <WorkerStatus />
        </div>
        {queue !== undefined && <span className="num text-sm text-muted-foreground">{waiting} waiting</span>}
      </CardHeader>
      {queue === undefined ? (
        error === null ? (
          <RowsSkeleton count={3} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : queue.entries.length === 0 ? (
        <EmptyState icon={<ListOrdered />} title="Nothing waits">
          A run that is started now is trained at once, if a worker is free.
        </EmptyState>
      ) : (
        <ol aria-label="Queue" className="divide-y divide-border">
          {queueRows(queue.entries).map((row) =>
            row.kind === "own" ? (
              <QueueRow key={row.run.id} {...row} />
            ) : (
              <li key={row.key} className="num px-4 py-2.5 text-sm text-muted-foreground">
                {row.count === 1 ? "A run of another class" : `${row.count} runs of other classes`}
                {row.isTraining ? ", training" : ""}
              </li>
            ),
          )}
        </ol>
      )}
      {queue?.hasMore === true && (
        <CardFooter className="text-sm text-muted-foreground">and more behind these</CardFooter>
      )}
    </Card>
  );
}
