"use client";

import { useQuery } from "@tanstack/react-query";
import { NotebookPen } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { CalendarButton } from "../calendar/calendar-button.tsx";
import { untilNextChange } from "../until-next-change.ts";
import { ExerciseRow } from "./exercise-row.tsx";
import { NewExerciseDialog } from "./new-exercise-dialog.tsx";

export function ExercisesPage() {
  const { cohort, isInstructor } = useCohort();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.exercise.list.queryOptions(
      { cohortId: cohort.id },
      { refetchInterval: ({ state }) => (state.data === undefined ? false : untilNextChange(state.data)) },
    ),
  );
  return (
    <PageContainer>
      <PageHeader
        title="Exercises"
        description={
          isInstructor
            ? "What the cohort is asked to do. Learners see what is published, and its text once it has opened."
            : "What is asked of you and until when, in your own time zone."
        }
        actions={
          <>
            <CalendarButton />
            {isInstructor && <NewExerciseDialog cohortId={cohort.id} />}
          </>
        }
      />
      <Card>
        {data === undefined ? (
          error === null ? (
            <RowsSkeleton />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : data.items.length === 0 ? (
          <EmptyState icon={<NotebookPen />} title="No exercises yet">
            {isInstructor
              ? "Make one with New exercise. The lecture's own are there as templates."
              : "Once your instructor publishes one, it is here."}
          </EmptyState>
        ) : (
          <ul aria-label="Exercises" className="divide-y divide-border">
            {data.items.map((exercise) => (
              <ExerciseRow key={exercise.id} exercise={exercise} now={data.now} />
            ))}
          </ul>
        )}
      </Card>
    </PageContainer>
  );
}
