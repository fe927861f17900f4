"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import Link from "next/link";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { counted } from "#app/_lib/counted.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { MoreRows } from "#app/_ui/more-rows.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import { useFirstRows } from "#app/_ui/use-first-rows.ts";
import { tellStartingPoint } from "#models/weights/tell-starting-point.ts";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import type { ClassSubmissions } from "#server/contract/submission.ts";
import { Moment } from "../moment.tsx";
import { GradeDialog } from "./grade-dialog.tsx";
import { RegradeBadge } from "../submission/regrade-badge.tsx";
import { SubmissionPoints } from "./submission-row.tsx";
import { WithoutNames } from "./without-names.tsx";

const FIRST_ROWS = 50;

/** For instructors: where everybody stands, live. */
export function ClassCard({ exercise }: { exercise: ExerciseDetails }) {
  const { id: exerciseId } = exercise;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.submission.ofClass.queryOptions({ exerciseId }));
  const again = useMutation(
    trpc.submission.scoreAgain.mutationOptions({
      onError: (failure) => toast.error(explainError(failure).message),
      onSuccess: ({ queued }) => toast.success(`${counted(queued, "submission")} will be scored again.`),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.submission.pathKey() }),
    }),
  );
  const done = data === undefined ? 0 : data.counts.scored + data.counts.failed;
  return (
    <Card aria-label="The class">
      <CardHeader className="flex-wrap">
        <CardTitle>The class</CardTitle>
        {data !== undefined && done > 0 && (
          <Button
            size="sm"
            variant="secondary"
            icon={<RotateCw aria-hidden />}
            isBusy={again.isPending}
            onClick={() => again.mutate({ exerciseId })}
          >
            Score all again
          </Button>
        )}
      </CardHeader>
      <WithoutNames exercise={exercise} />
      {data === undefined ? (
        error === null ? (
          <RowsSkeleton />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : data.people.length === 0 ? (
        <p className="p-4 text-sm text-muted-foreground">No learner has joined yet.</p>
      ) : (
        <>
          <Scoring counts={data.counts} />
          <People people={data.people} />
        </>
      )}
    </Card>
  );
}

function Scoring({ counts: { waiting, queued, scored, failed } }: Pick<ClassSubmissions, "counts">) {
  if (queued === 0 && waiting === 0) return null;
  const total = queued + scored + failed;
  const later = `${counted(waiting, "submission")} will be scored once the run has ended`;
  return (
    <div className="flex flex-col gap-1.5 border-b border-border px-4 py-3 text-sm">
      {queued > 0 && <Progress aria-label="Scored" value={(scored + failed) / total} />}
      <p className="num text-muted-foreground" aria-live="polite">
        {total > 0 && `${scored + failed} of ${counted(total, "submission")} scored. `}
        {waiting > 0 && `${later}.`}
      </p>
    </div>
  );
}

function People({ people }: Pick<ClassSubmissions, "people">) {
  const { cohort, isInstructor } = useCohort();
  const { rows, ...more } = useFirstRows(people, FIRST_ROWS);
  return (
    <>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>Learner</TableHead>
            <TableHead className="text-right">Handed in</TableHead>
            <TableHead>Newest</TableHead>
            <TableHead className="text-right">Best</TableHead>
            <TableHead>
              <span className="sr-only">Grade</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ user, isMember, submissions, best, newest }) => {
            const shown = best ?? newest;
            return (
              <TableRow key={user.id}>
                <TableCell className="max-w-56 truncate">
                  {user.name}
                  {!isMember && <Badge className="ml-2">Left</Badge>}
                  {shown !== null && shown.team !== null && (
                    <span className="block truncate text-[0.8125rem] text-muted-foreground">
                      {shown.team.name}
                    </span>
                  )}
                </TableCell>
                <TableCell className="num text-right">{submissions}</TableCell>
                <TableCell className="num whitespace-nowrap text-muted-foreground">
                  {newest === null ? "–" : <Moment at={newest.submittedAt} />}
                </TableCell>
                <TableCell className="text-right whitespace-nowrap">
                  {shown !== null && shown.startedFrom !== null && (
                    <Badge
                      tone="info"
                      className="mr-2"
                      title={`Started from ${tellStartingPoint(shown.startedFrom)}`}
                    >
                      Imported weights
                    </Badge>
                  )}
                  {newest?.regrade === "open" || best?.regrade === "open" ? (
                    <span className="mr-2">
                      <RegradeBadge regrade="open" />
                    </span>
                  ) : null}
                  {shown === null ? (
                    "–"
                  ) : (
                    <Link href={`/cohorts/${cohort.id}/submissions/${shown.id}`} className="hover:underline">
                      <SubmissionPoints submission={shown} />
                    </Link>
                  )}
                </TableCell>
                <TableCell className="w-px text-right">
                  {shown !== null && shown.state !== "void" && (isInstructor || !shown.isMine) && (
                    <GradeDialog submission={shown} />
                  )}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      <MoreRows {...more} />
    </>
  );
}
