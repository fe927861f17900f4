"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { lazyBelow } from "#app/_ui/below.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import type { OwnSubmissions } from "#server/contract/submission.ts";
import { leftText } from "../due-text.ts";
import { Moment } from "../moment.tsx";
import { RunSelect } from "./run-select.tsx";
import { SubmissionRow } from "./submission-row.tsx";

const HandInAnswers = lazyBelow(async () => (await import("../answer/hand-in-answers.tsx")).HandInAnswers);

/** Handing in one of one's runs or answers, and what came of those before. */
export function SubmitCard({ exercise }: { exercise: ExerciseDetails }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.submission.own.queryOptions({ exerciseId: exercise.id }));
  return (
    <Card aria-label="Your submissions">
      <CardHeader className="flex-wrap">
        <CardTitle>Your submissions</CardTitle>
        {data !== undefined && (
          <span className="num text-sm text-muted-foreground">
            {leftText(data.left)}
            {data.left.nextAt !== null && (
              <>
                {" "}
                The next is taken on <Moment at={data.left.nextAt} />.
              </>
            )}
          </span>
        )}
      </CardHeader>
      {data === undefined ? (
        error === null ? (
          <RowsSkeleton />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <HandIn exercise={exercise} own={data} />
          {data.items.length > 0 && (
            <ul aria-label="Your submissions" className="divide-y divide-border border-t border-border">
              {data.items.map((submission) => (
                <SubmissionRow key={submission.id} submission={submission} cohortId={exercise.cohortId} />
              ))}
            </ul>
          )}
        </>
      )}
    </Card>
  );
}

function HandIn({ exercise, own }: { exercise: ExerciseDetails; own: OwnSubmissions }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState("");
  const submit = useMutation(
    trpc.submission.submit.mutationOptions({
      onError: (error) => toast.error(explainError(error).message),
      onSuccess: ({ runName }) => {
        setChosen("");
        toast.success(`“${runName ?? "It"}” is handed in.`);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.submission.pathKey() }),
    }),
  );
  const isTaken = exercise.state === "open" || exercise.state === "late";
  const { runs, left, team } = own;
  const { isGrader } = useCohort();
  const runId = runs.some(({ id }) => id === chosen) ? chosen : (runs[0]?.id ?? "");
  if (!isTaken) return <Note>{NOT_TAKEN[exercise.state]}</Note>;
  if (exercise.handIn.team !== undefined && team === null && !isGrader) {
    return <Note>Teams hand this in: join one first, or make one.</Note>;
  }
  if (left.now === 0) return <Note>What you have handed in stays; the best of it counts.</Note>;
  const { questions = [], isNetworkAsked = true } = exercise.content ?? {};
  if (questions.length > 0) {
    return <HandInAnswers isNow of={{ exerciseId: exercise.id, questions, isNetworkAsked, runs }} />;
  }
  if (!isNetworkAsked) return <Note>Nothing is asked for yet.</Note>;
  if (runs.length === 0) {
    return <Note>Train a network in the builder; its run can be handed in here, also while it trains.</Note>;
  }
  return (
    <CardContent className="flex flex-wrap items-center gap-2">
      <RunSelect runs={runs} value={runId} onValueChange={setChosen} />
      <Button
        icon={<Send aria-hidden />}
        isBusy={submit.isPending}
        onClick={() => submit.mutate({ exerciseId: exercise.id, runId })}
      >
        Hand in
      </Button>
    </CardContent>
  );
}

const NOT_TAKEN: Record<ExerciseDetails["state"], string> = {
  draft: "A draft: nothing can be handed in until it is published.",
  waiting: "Nothing can be handed in until it opens.",
  open: "",
  late: "",
  closed: "Nothing is taken any more.",
};

function Note({ children }: { children: string }) {
  return <p className="p-4 text-sm text-muted-foreground">{children}</p>;
}
