"use client";

import { useQuery } from "@tanstack/react-query";
import { countedPoints } from "#app/_lib/format-points.ts";
import { useBuilder } from "#app/_features/builder/store/store-context.ts";
import { counted } from "#app/_lib/counted.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { DialogContent } from "#app/_ui/dialog.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { describeCheck } from "#models/exercises/checks/describe.ts";
import { judge } from "#models/exercises/checks/judge.ts";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { ruleProblems } from "#models/exercises/rules.ts";
import { DueLine } from "../due-line.tsx";
import { leftText, limitsText } from "../due-text.ts";
import { CheckIcon } from "../check-icon.tsx";
import { ExerciseText } from "../text/exercise-text.tsx";
import { useExercise } from "../use-exercise.ts";

export function ExerciseDialog({ exerciseId }: { exerciseId: string }) {
  const trpc = useTRPC();
  const { data: exercise, error, refetch } = useExercise(exerciseId);
  const left = useQuery(trpc.submission.own.queryOptions({ exerciseId })).data?.left;
  if (exercise === undefined) {
    return (
      <DialogContent title="Exercise">
        {error === null ? <RowsSkeleton /> : <ErrorState error={error} onRetry={() => void refetch()} />}
      </DialogContent>
    );
  }
  const { content } = exercise;
  const told = left === undefined ? limitsText(exercise.handIn) : leftText(left);
  return (
    <DialogContent
      title={exercise.title}
      description={
        <span className="num">
          <DueLine exercise={exercise} now={exercise.now} />. {told}
        </span>
      }
      className="w-[min(44rem,calc(100vw-2rem))]"
      footer={
        <ButtonLink href={`/cohorts/${exercise.cohortId}/exercises/${exercise.id}`} variant="secondary">
          The exercise's page
        </ButtonLink>
      }
    >
      {content !== null && (
        <div className="flex flex-col gap-5">
          <Standing content={content} />
          {content.questions.length > 0 && (
            <p className="text-sm text-muted-foreground">
              {counted(content.questions.length, "question")} to answer on the exercise's page.
            </p>
          )}
          <ExerciseText text={content.text} pictures={content.pictures} />
        </div>
      )}
    </DialogContent>
  );
}

/** The checks as the network on the canvas stands; what needs a training is open. */
function Standing({ content }: { content: ExerciseContent }) {
  const graph = useBuilder((state) => state.graph);
  const params = useBuilder((state) => state.analysis.totals.params);
  const work = { graph, params, training: null, test: null, accuracies: null };
  const results = judge(content.checks, work);
  const untrained = { epochs: null, trainingSeconds: null, startedFrom: null };
  const problems = ruleProblems(content.rules, { graph, params, ...untrained });
  return (
    <>
      {problems.length > 0 && (
        <ul aria-label="Not allowed" className="flex flex-col gap-1 text-sm text-destructive-text">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {content.checks.length > 0 && (
        <ul aria-label="Checks" className="divide-y divide-border rounded-lg border border-border text-sm">
          {content.checks.map(({ id, test, points }, index) => {
            const { isPassed = null, found = "" } = results[index] ?? {};
            return (
              <li key={id} className="flex items-start gap-2 px-3 py-2">
                <CheckIcon isPassed={isPassed} />
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="wrap-break-word">{describeCheck(test)}</span>
                  <span className="num text-[0.8125rem] text-muted-foreground">
                    {isPassed === null ? "Judged once it is trained and handed in" : `Now: ${found}`}
                  </span>
                </span>
                <span className="num shrink-0 text-muted-foreground">{countedPoints(points)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
