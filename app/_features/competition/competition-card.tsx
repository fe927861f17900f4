"use client";

import { Trophy } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { CompetitionDialog } from "./competition-dialog.tsx";

/** On an exercise's page: the way to its board, and for instructors to give it one. */
export function CompetitionCard({ exercise }: { exercise: ExerciseDetails }) {
  const { isInstructor } = useCohort();
  const { id: exerciseId, cohortId, isCompetition, isPublished } = exercise;
  if (!isCompetition && !isInstructor) return null;
  return (
    <Card aria-label="Competition">
      <CardHeader>
        <CardTitle>Competition</CardTitle>
        {isInstructor && <CompetitionDialog exerciseId={exerciseId} isCompetition={isCompetition} />}
      </CardHeader>
      <CardContent className="flex flex-col items-start gap-3 text-sm text-muted-foreground">
        {isCompetition ? (
          <>
            <p>
              What is handed in competes. Test scores on its dataset are hidden until the reveal
              {isPublished ? "." : ", from when it is published."}
            </p>
            <ButtonLink
              href={`/cohorts/${cohortId}/exercises/${exerciseId}/board`}
              variant="primary"
              icon={<Trophy aria-hidden />}
            >
              Board
            </ButtonLink>
          </>
        ) : (
          <p>
            With a board, what is handed in competes: a public score at once, the final order at a reveal.
          </p>
        )}
      </CardContent>
    </Card>
  );
}
