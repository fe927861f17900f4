"use client";

import { useQuery } from "@tanstack/react-query";
import { GraduationCap } from "lucide-react";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { CohortCard } from "./cohort-card.tsx";
import { CreateCohortDialog } from "./create-cohort-dialog.tsx";
import { JoinCohortForm } from "./join-cohort-form.tsx";

export function CohortsPage() {
  const trpc = useTRPC();
  const { data: cohorts, error, refetch } = useQuery(trpc.cohort.list.queryOptions());
  return (
    <PageContainer>
      <PageHeader title="Your cohorts" actions={<CreateCohortDialog />} />
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
        ) : cohorts.length === 0 ? (
          <Card>
            <EmptyState icon={<GraduationCap />} title="You are in no cohort yet">
              A cohort is a class that trains together. Join one with the code from your instructor, or create
              one and be its instructor.
            </EmptyState>
          </Card>
        ) : (
          <ul className="grid gap-4 sm:grid-cols-2">
            {cohorts.map((cohort) => (
              <li key={cohort.id}>
                <CohortCard cohort={cohort} />
              </li>
            ))}
          </ul>
        )}
        <JoinCohortForm />
      </div>
    </PageContainer>
  );
}
