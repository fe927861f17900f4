"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatPoints } from "#app/_lib/format-points.ts";
import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { Submission } from "#server/contract/submission.ts";
import { tellStartingPoint } from "#models/weights/tell-starting-point.ts";
import { CheckIcon } from "../check-icon.tsx";
import { Moment } from "../moment.tsx";
import { AnswerList } from "../submission/answer-list.tsx";
import { GivenByHand } from "../submission/given-by-hand.tsx";
import { RegradeBadge } from "../submission/regrade-badge.tsx";

// Few exercises ask for a result of the vision lab.
const SubmittedFinding = dynamic(
  async () => (await import("../submission/submitted-finding.tsx")).SubmittedFinding,
  { ssr: false, loading: () => <Skeleton className="h-48" /> },
);

const STATES: Record<Submission["state"], { label: string; tone: BadgeTone }> = {
  waiting: { label: "Waits for its run", tone: "info" },
  queued: { label: "Being scored", tone: "info" },
  scored: { label: "Scored", tone: "success" },
  failed: { label: "Not scored", tone: "destructive" },
  void: { label: "Does not count", tone: "neutral" },
};

type SubmissionRowProps = {
  submission: Submission;
  cohortId: string;
  /** Where it is by itself it leads nowhere further. */
  isAlone?: boolean;
};

export function SubmissionRow({ submission, cohortId, isAlone = false }: SubmissionRowProps) {
  const {
    id,
    number,
    runId,
    runName,
    hasRun,
    startedFrom,
    submittedAt,
    latePercent,
    failure,
    team,
    user,
    results,
    hand,
    maxHandPoints,
    answers,
    state,
    regrade,
  } = submission;
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="num text-muted-foreground">{number}.</span>
        {runId === null ? (
          <span className="font-medium">{hasRun ? "A network" : "Answers"}</span>
        ) : (
          <Link
            href={`/cohorts/${cohortId}/runs/${runId}`}
            className="min-w-0 truncate font-medium hover:underline"
          >
            {runName}
          </Link>
        )}
        <span className="num text-[0.8125rem] text-muted-foreground">
          <Moment at={submittedAt} />
        </span>
        <span className="ml-auto flex items-center gap-2">
          {latePercent !== null && (
            <Badge tone="warning">Late{latePercent > 0 && `, −${latePercent} %`}</Badge>
          )}
          {regrade !== null && <RegradeBadge regrade={regrade} />}
          <SubmissionPoints submission={submission} />
        </span>
      </div>
      {team !== null && (
        <p className="text-muted-foreground">
          Handed in by {user.name} for {team.name}
        </p>
      )}
      {startedFrom !== null && (
        <p className="wrap-anywhere text-muted-foreground">Started from {tellStartingPoint(startedFrom)}</p>
      )}
      {failure !== null && <p className="text-muted-foreground">{failure}</p>}
      {results.length > 0 && (
        <ul aria-label={`Checks of submission ${number}`} className="flex flex-col gap-1.5">
          {results.map(({ checkId, isPassed, title, found, points, message }) => (
            <li key={checkId} className="flex items-start gap-2">
              <CheckIcon isPassed={isPassed} />
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="wrap-break-word">{title}</span>
                <span className="num text-[0.8125rem] text-muted-foreground">
                  Found: {found}
                  {isPassed === false && message !== "" && `. ${message}`}
                </span>
              </span>
              <span className="num shrink-0 text-muted-foreground">
                {isPassed === true ? formatPoints(points) : 0} of {formatPoints(points)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <AnswerList
        answers={answers}
        number={number}
        isScored={state === "scored"}
        {...(isAlone && { findings: findingsOf(submission) })}
      />
      {hand !== null && <GivenByHand hand={hand} max={maxHandPoints} />}
      {!isAlone && (
        <Link
          href={`/cohorts/${cohortId}/submissions/${id}`}
          className="self-start text-[0.8125rem] text-primary-text underline-offset-4 hover:underline"
        >
          Details and questions
        </Link>
      )}
    </li>
  );
}

function findingsOf({ id, answers }: Submission): ReadonlyMap<string, ReactNode> {
  return new Map(
    answers.flatMap(({ questionId, isFinding }) =>
      isFinding
        ? [[questionId, <SubmittedFinding key={questionId} submissionId={id} questionId={questionId} />]]
        : [],
    ),
  );
}

/** Its points, or why it has none yet. */
export function SubmissionPoints({ submission }: { submission: Submission }) {
  const { state, points, maxPoints, hand, maxHandPoints } = submission;
  if (points !== null) {
    // What is given by hand is still to come: without a word, nothing of it would read as judged to be worth nothing.
    const isSoFar = hand === null && maxHandPoints > 0;
    return (
      <span className="num font-medium">
        {formatPoints(points)} of {formatPoints(maxPoints)}
        {isSoFar && <span className="font-normal text-muted-foreground"> so far</span>}
      </span>
    );
  }
  const { label, tone } = STATES[state];
  return <Badge tone={tone}>{label}</Badge>;
}
