"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { cn } from "#app/_lib/cn.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import dynamic from "next/dynamic";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import type { Submission } from "#server/contract/submission.ts";
import { useExercise } from "../use-exercise.ts";
import { SubmissionRow } from "../view/submission-row.tsx";
import { ChangeRecord } from "./change-record.tsx";
import { GradeRecord } from "./grade-record.tsx";
import { NotReadPage } from "../not-read-page.tsx";
import { ThreadCard } from "./thread-card.tsx";

// A learner looks at what came of it; who marks also needs the run and a form.
const GradeForm = dynamic(async () => (await import("../grade/grade-form.tsx")).GradeForm, {
  loading: () => <Skeleton className="h-72" />,
});
const SubmittedRun = dynamic(async () => (await import("../marking/submitted-run.tsx")).SubmittedRun, {
  loading: () => <Skeleton className="h-96" />,
});

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
  const isMarked = isInstructor || (isGrader && !submission.isMine);
  const { isMine, number, exerciseId, runId, hasRun } = submission;
  return (
    <PageContainer className={cn(isMarked && hasRun && "max-w-[100rem]")}>
      <PageHeader
        title={isMine ? `Your submission ${number}` : titleOf(submission)}
        description={<ExerciseLink exerciseId={exerciseId} />}
        actions={
          runId !== null && (
            <ButtonLink href={`/cohorts/${cohort.id}/runs/${runId}`} variant="secondary">
              Look at the run
            </ButtonLink>
          )
        }
      />
      <div className={cn("grid grid-cols-1 items-start gap-4", isMarked && hasRun && "xl:grid-cols-2")}>
        <div className="flex min-w-0 flex-col gap-4">
          <Card aria-label="Submission">
            {submission.isConcealed && (
              <p className="border-b border-border px-4 py-3 text-sm text-muted-foreground">
                Whose it is shows once a grade is released.
              </p>
            )}
            <ul>
              <SubmissionRow submission={submission} cohortId={cohort.id} isAlone />
            </ul>
          </Card>
          {isMarked && submission.state !== "void" && <GradeForm submission={submission} />}
          {isMarked && (
            <Card aria-label="Grades given by hand">
              <CardHeader>
                <CardTitle>Grades given by hand</CardTitle>
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
          <ThreadCard submission={submission} isGrader={isMarked} />
        </div>
        {isMarked && hasRun && <SubmittedRun submissionId={submissionId} />}
      </div>
    </PageContainer>
  );
}

function titleOf({ isConcealed, team, user, number }: Submission): string {
  return isConcealed ? user.name : `${team?.name ?? user.name}, submission ${number}`;
}

function ExerciseLink({ exerciseId }: { exerciseId: string }) {
  const { data: exercise } = useExercise(exerciseId);
  return (
    <Link href={`/cohorts/${useCohort().cohort.id}/exercises/${exerciseId}`} className="hover:underline">
      {exercise?.title ?? "The exercise"}
    </Link>
  );
}
