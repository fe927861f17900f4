"use client";

import { useQuery } from "@tanstack/react-query";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Card } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { CohortCard } from "./cohort-card.tsx";
import { CreateCohortDialog } from "./create-cohort-dialog.tsx";
import { FirstCohort } from "./first-cohort.tsx";
import { JoinCohortForm } from "./join-cohort-form.tsx";

export function CohortsPage() {
  const trpc = useTRPC();
  const { data: cohorts, error, refetch } = useQuery(trpc.cohort.list.queryOptions());
  const hasNone = cohorts?.length === 0;
  return (
    <PageContainer>
      <PageHeader title="Your cohorts" {...(hasNone ? {} : { actions: <CreateCohortDialog /> })} />
      {hasNone ? (
        <FirstCohort />
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
          {cohorts === undefined ? (
            error === null ? (
              <div className="grid gap-4 sm:grid-cols-2">
                <Skeleton className="h-32 rounded-lg" />
                <Skeleton className="h-32 rounded-lg" />
              </div>
            ) : (
              <Card>
                <ErrorState error={error} onRetry={() => void refetch()} />
              </Card>
            )
          ) : (
            <ul className="grid gap-4 sm:grid-cols-2 min-[1600px]:grid-cols-4">
              {cohorts.map((cohort) => (
                <li key={cohort.id}>
                  <CohortCard cohort={cohort} />
                </li>
              ))}
            </ul>
          )}
          <JoinCohortForm title="Have a code?" variant="secondary" />
        </div>
      )}
    </PageContainer>
  );
}
