"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { useExercise } from "../use-exercise.ts";
import { GradeDialog } from "../view/grade-dialog.tsx";
import { SubmissionRow } from "../view/submission-row.tsx";
import { ChangeRecord } from "./change-record.tsx";
import { GradeRecord } from "./grade-record.tsx";
import { NotReadPage } from "../not-read-page.tsx";
import { ThreadCard } from "./thread-card.tsx";

/** One submission by itself: its checks and, for who teaches, every grade that it was given. */
export function SubmissionPage({ submissionId }: { submissionId: string }) {
  const { cohort, isInstructor, isGrader } = useCohort();
  const trpc = useTRPC();
  const { data: submission, error, refetch } = useQuery(trpc.submission.get.queryOptions({ submissionId }));
  if (submission === undefined) {
    return (
      <NotReadPage error={error} onRetry={() => void refetch()} title="No such submission">
        It is somebody else's, or is not there any more.
      </NotReadPage>
    );
  }
  const mayGradeThis = isInstructor || (isGrader && !submission.isMine);
  const { user, team, isMine, number, exerciseId, runId } = submission;
  return (
    <PageContainer>
      <PageHeader
        title={isMine ? `Your submission ${number}` : `${team?.name ?? user.name}, submission ${number}`}
        description={<ExerciseLink exerciseId={exerciseId} />}
        actions={
          runId !== null && (
            <ButtonLink href={`/cohorts/${cohort.id}/runs/${runId}`} variant="secondary">
              Look at the run
            </ButtonLink>
          )
        }
      />
      <Card aria-label="Submission">
        <ul>
          <SubmissionRow submission={submission} cohortId={cohort.id} isAlone />
        </ul>
      </Card>
      {mayGradeThis && (
        <Card aria-label="Grade">
          <CardHeader>
            <CardTitle>Grades given by hand</CardTitle>
            {submission.state !== "void" && <GradeDialog submission={submission} />}
          </CardHeader>
          <GradeRecord grades={submission.grades} />
        </Card>
      )}
      {submission.changes.length > 0 && (
        <Card aria-label="Judged again">
          <CardHeader>
            <CardTitle>Judged again</CardTitle>
          </CardHeader>
          <ChangeRecord changes={submission.changes} />
        </Card>
      )}
      <ThreadCard submission={submission} isGrader={mayGradeThis} />
    </PageContainer>
  );
}

function ExerciseLink({ exerciseId }: { exerciseId: string }) {
  const { data: exercise } = useExercise(exerciseId);
  return (
    <Link href={`/cohorts/${useCohort().cohort.id}/exercises/${exerciseId}`} className="hover:underline">
      {exercise?.title ?? "The exercise"}
    </Link>
  );
}
