"use client";

import { useQuery } from "@tanstack/react-query";
import { InstructorsOnly } from "#app/_features/cohort/instructors-only.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageSkeleton } from "#app/_ui/page-skeleton.tsx";
import { ExerciseForm } from "./exercise-form.tsx";

export function EditExercisePage({ exerciseId }: { exerciseId: string }) {
  return (
    <InstructorsOnly>
      <Loaded exerciseId={exerciseId} />
    </InstructorsOnly>
  );
}

function Loaded({ exerciseId }: { exerciseId: string }) {
  const trpc = useTRPC();
  const { data, error, isFetchedAfterMount, refetch } = useQuery(
    // The form begins from what is saved now, and nothing is read over what is being written.
    trpc.exercise.get.queryOptions({ exerciseId }, { refetchOnMount: "always", refetchOnWindowFocus: false }),
  );
  if (data === undefined || !isFetchedAfterMount) {
    if (error === null) return <PageSkeleton />;
    return (
      <PageContainer>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </PageContainer>
    );
  }
  return <ExerciseForm exercise={data} />;
}
