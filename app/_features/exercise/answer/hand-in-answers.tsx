"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { countedPoints } from "#app/_lib/format-points.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { IS_SERVER } from "#app/_lib/is-server.ts";
import { useSession } from "#app/_lib/session.tsx";
import { toast } from "#app/_lib/toast.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { CardContent } from "#app/_ui/card.tsx";
import type { Answer, Answers } from "#models/exercises/questions/answer.ts";
import { isEmpty } from "#models/exercises/questions/clean-answers.ts";
import { matrixOf } from "#models/exercises/questions/matrix-of.ts";
import type { Matrix, Question } from "#models/exercises/questions/question.ts";
import type { OwnSubmissions } from "#server/contract/submission.ts";
import { RunSelect } from "../view/run-select.tsx";
import { keepAnswers, readAnswers } from "./answer-drafts.ts";
import { QuestionField } from "./question-field.tsx";

type HandInAnswersProps = {
  exerciseId: string;
  questions: readonly Question[];
  isNetworkAsked: boolean;
  runs: OwnSubmissions["runs"];
};

/** Answers to an exercise's questions, with a run where it asks for one as well. */
export function HandInAnswers({ exerciseId, questions, isNetworkAsked, runs }: HandInAnswersProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const userId = useSession().data?.user.id ?? "";
  const [answers, setAnswers] = useState<Answers>(() =>
    IS_SERVER ? {} : readAnswers(localStorage, exerciseId, userId),
  );
  const [isKept, setIsKept] = useState(true);
  const [chosen, setChosen] = useState("");
  const run = isNetworkAsked ? (runs.find(({ id }) => id === chosen) ?? runs[0]) : undefined;
  const ownMatrix = useOwnMatrix(run, questions);
  const submit = useMutation(
    trpc.submission.submit.mutationOptions({
      onSuccess: () => toast.success("Handed in."),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.submission.pathKey() }),
    }),
  );
  // An answer to a question that was taken out since is not sent.
  const given = Object.fromEntries(
    questions.flatMap(({ id, kind }) => {
      const answer = answers[id];
      return answer === undefined || answer.kind !== kind || isEmpty(answer) ? [] : [[id, answer] as const];
    }),
  );
  const count = Object.keys(given).length;

  function answer(questionId: string, next: Answer | undefined): void {
    const { [questionId]: _, ...others } = answers;
    const changed = next === undefined ? others : { ...others, [questionId]: next };
    setAnswers(changed);
    setIsKept(keepAnswers(localStorage, { exerciseId, userId, answers: changed }));
  }

  return (
    <CardContent className="flex flex-col gap-5">
      {isNetworkAsked && runs.length > 0 && (
        <div className="flex">
          <RunSelect runs={runs} value={run?.id ?? ""} onValueChange={setChosen} />
        </div>
      )}
      <ol aria-label="Questions" className="flex flex-col gap-6">
        {questions.map((question, place) => (
          <li key={question.id} className="flex flex-col gap-2.5">
            <div className="flex items-baseline justify-between gap-3 text-sm">
              <p className="min-w-0 font-medium wrap-break-word whitespace-pre-line">
                {place + 1}. {question.prompt}
              </p>
              {question.points > 0 && (
                <span className="num shrink-0 text-muted-foreground">{countedPoints(question.points)}</span>
              )}
            </div>
            <QuestionField
              {...{ question, userId, ownMatrix }}
              answer={answers[question.id]}
              onChange={(next) => answer(question.id, next)}
            />
          </li>
        ))}
      </ol>
      <FormError>{submit.error === null ? undefined : explainError(submit.error).message}</FormError>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-border pt-4">
        <p className="num text-sm text-muted-foreground" aria-live="polite">
          {count} of {questions.length} answered.{" "}
          {isKept ? "What you write is kept in this browser." : "This browser keeps no draft."}
        </p>
        <Button
          icon={<Send aria-hidden />}
          isBusy={submit.isPending}
          disabled={isNetworkAsked ? run === undefined : count === 0}
          onClick={() =>
            submit.mutate({ exerciseId, answers: given, ...(run === undefined ? {} : { runId: run.id }) })
          }
        >
          Hand in
        </Button>
      </div>
    </CardContent>
  );
}

/** @returns a text where there is none, with what to do about it. */
function useOwnMatrix(
  run: OwnSubmissions["runs"][number] | undefined,
  questions: readonly Question[],
): Matrix | string {
  const trpc = useTRPC();
  const isAsked = questions.some((each) => each.kind === "cell" && each.matrix.kind === "own-run");
  const runId = run?.id ?? "";
  const { data, isPending } = useQuery(
    trpc.run.result.queryOptions({ runId }, { enabled: isAsked && run?.state === "finished" }),
  );
  if (run === undefined) return "Train a network first: this is about the matrix of your own run.";
  if (run.state !== "finished") return "This run is still under way; its matrix is shown once it has ended.";
  if (isPending) return "The run's matrix is being read.";
  return matrixOf(data?.validation) ?? "This run has no confusion matrix.";
}
