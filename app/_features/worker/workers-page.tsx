"use client";

import { useQuery } from "@tanstack/react-query";
import { Cpu } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { WorkerRow } from "./worker-row.tsx";

const REFRESH_MS = 5_000;

export function WorkersPage() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const {
    data: workers,
    error,
    refetch,
  } = useQuery(trpc.worker.list.queryOptions({ cohortId: cohort.id }, { refetchInterval: REFRESH_MS }));
  return (
    <PageContainer>
      <PageHeader
        title="Workers"
        description="The processes that train runs, and what each of them computes on."
      />
      {workers !== undefined && !workers.some((worker) => worker.isAlive) && (
        <Card>
          <EmptyState icon={<Cpu />} title="No worker is running">
            Runs wait in the queue until one starts. Whoever keeps this server starts it with{" "}
            <code className="font-mono text-foreground">npm start</code>, or adds one on a machine with a GPU:
            the README says how.
          </EmptyState>
        </Card>
      )}
      <Card className={cn(workers?.length === 0 && "hidden")}>
        {workers === undefined ? (
          error === null ? (
            <RowsSkeleton count={2} />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <ul aria-label="Workers" data-live="" className="divide-y divide-border">
            {workers.map((worker) => (
              <WorkerRow key={worker.id} cohortId={cohort.id} worker={worker} />
            ))}
          </ul>
        )}
      </Card>
      <p className="text-[0.8125rem] text-muted-foreground">
        Before it trains on anything other than the CPU, a worker checks that a small network gives the
        recorded results there. Images/s are those of lecture-cnn, batch 32.
      </p>
    </PageContainer>
  );
}
