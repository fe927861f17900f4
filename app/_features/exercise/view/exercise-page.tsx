"use client";

import { FileQuestion } from "lucide-react";
import dynamic from "next/dynamic";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { CompetitionCard } from "#app/_features/competition/competition-card.tsx";
import { ToMarkCard } from "#app/_features/peer/to-mark-card.tsx";
import { NO_RULES } from "#models/exercises/no-rules.ts";
import { handPointsOf } from "#models/exercises/points-of.ts";
import { DueLine } from "../due-line.tsx";
import { ExerciseStateBadge } from "../state-badge.tsx";
import { ExerciseText, type DrawnText } from "../text/exercise-text.tsx";
import { useExercise } from "../use-exercise.ts";
import { BeginButton } from "./begin-button.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { ClassCard } from "./class-card.tsx";
import { ExtensionsCard } from "./extensions-card.tsx";
import { SubmitCard } from "./submit-card.tsx";
import { TaughtActions } from "./taught-actions.tsx";
import { NotReadPage } from "../not-read-page.tsx";
import { TermsCard } from "./terms-card.tsx";

/** Most exercises have none. */
const TeamsCard = dynamic(async () => (await import("#app/_features/team/teams-card.tsx")).TeamsCard, {
  loading: () => <RowsSkeleton />,
});

const PeersCard = dynamic(async () => (await import("#app/_features/peer/peers-card.tsx")).PeersCard, {
  loading: () => <RowsSkeleton />,
});

type ExercisePageProps = {
  exerciseId: string;
  /** Its text as the server drew it with the page; null where the page came without. */
  drawn: DrawnText | null;
};

export function ExercisePage({ exerciseId, drawn }: ExercisePageProps) {
  const { isInstructor, isGrader } = useCohort();
  const { data: exercise, error, refetch } = useExercise(exerciseId);
  if (exercise === undefined) {
    return (
      <NotReadPage error={error} onRetry={() => void refetch()} title="No such exercise">
        It may have been deleted, or is not published yet.
      </NotReadPage>
    );
  }
  const { content } = exercise;
  return (
    <PageContainer>
      <PageHeader
        title={exercise.title}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <ExerciseStateBadge state={exercise.state} />
            <span className="num">
              <DueLine exercise={exercise} now={exercise.now} />
            </span>
          </span>
        }
        actions={
          <>
            {isInstructor && <TaughtActions exercise={exercise} />}
            {content?.isNetworkAsked === true && <BeginButton exercise={exercise} />}
          </>
        }
      />
      {content === null ? (
        <Card>
          <EmptyState icon={<FileQuestion />} title="Not open yet">
            What is asked is shown here once it opens.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <Card>
              <CardContent>
                {content.text.trim() === "" ? (
                  <p className="text-sm text-muted-foreground">There is no text yet.</p>
                ) : (
                  <ExerciseText text={content.text} pictures={content.pictures} drawn={drawn} />
                )}
              </CardContent>
            </Card>
            {isGrader && <ClassCard exercise={exercise} />}
            {exercise.handIn.team !== undefined && <TeamsCard exercise={exercise} />}
            {isGrader && handPointsOf(content) > 0 && <PeersCard exercise={exercise} />}
            {!isGrader && <ToMarkCard exerciseId={exercise.id} />}
            <SubmitCard exercise={exercise} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <CompetitionCard exercise={exercise} />
            <TermsCard exercise={exercise} rules={content.isNetworkAsked ? content.rules : NO_RULES} />
            <ChecksCard content={content} />
            <ExtensionsCard exercise={exercise} />
          </div>
        </div>
      )}
    </PageContainer>
  );
}
