"use client";

import { useQuery } from "@tanstack/react-query";
import { Activity } from "lucide-react";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { inTurn } from "#app/_features/run/list/in-turn.ts";
import { RunRow } from "#app/_features/run/list/run-row.tsx";
import { Card, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { SeeAll } from "./see-all.tsx";
import { WorkerStatus } from "./worker-status.tsx";

const RECENT = 4;
const MOST_ACTIVE = 6;

/** What trains and waits now; where nothing does, what was trained last. */
export function ActiveRunsCard() {
  const { cohort, myId, isInstructor } = useCohort();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.run.list.queryOptions({ cohortId: cohort.id, limit: 50 }));
  const active = inTurn(data?.items ?? []);
  const shown = active.length > 0 ? active.slice(0, MOST_ACTIVE) : (data?.items.slice(0, RECENT) ?? []);
  return (
    <Card>
      <CardHeader>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <CardTitle>{active.length > 0 || shown.length === 0 ? "Training now" : "Trained last"}</CardTitle>
          <WorkerStatus />
        </div>
        <div className="flex gap-4">
          {active.length > 0 && (
            <Link
              href={`/cohorts/${cohort.id}/queue`}
              className="rounded-sm text-sm font-medium text-primary-text underline-offset-4 hover:underline"
            >
              Queue
            </Link>
          )}
          <SeeAll href={`/cohorts/${cohort.id}/runs`} of="runs" />
        </div>
      </CardHeader>
      {data === undefined ? (
        error === null ? (
          <RowsSkeleton count={RECENT} />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : shown.length === 0 ? (
        <EmptyState icon={<Activity />} title="Nothing is training">
          Open a design and press Train. Everybody in the cohort can watch it here.
        </EmptyState>
      ) : (
        <ul aria-label="Runs" className="divide-y divide-border">
          {shown.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              isMine={run.startedBy.id === myId}
              canCancel={isInstructor || run.startedBy.id === myId}
            />
          ))}
        </ul>
      )}
      {active.length > MOST_ACTIVE && (
        <CardFooter className="num text-[0.8125rem] text-muted-foreground">
          and {active.length - MOST_ACTIVE} more
        </CardFooter>
      )}
    </Card>
  );
}
