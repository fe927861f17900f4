"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { RunSummary } from "#server/contract/run.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RunStateBadge } from "#app/_features/run/run-state-badge.tsx";
import { syntheticWords } from "#app/_features/dataset/synthetic-words.ts";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { cn } from "#app/_lib/cn.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { useLiveRun } from "#app/_lib/live-progress.ts";
import { runNumbers } from "../run-numbers.ts";
import { CancelRunButton } from "./cancel-run-button.tsx";
import { RunStanding } from "./run-standing.tsx";

type RunRowProps = {
  run: RunSummary;
  isMine: boolean;
  canCancel: boolean;
  /** Beside the row: to choose it, and what can be done with it. */
  before?: ReactNode;
  after?: ReactNode;
  /** Below its name. */
  marks?: ReactNode;
};

/** Every run has the same columns, so a list does not shift while its runs move on. */
export function RunRow({ run: read, isMine, canCancel, before, after, marks }: RunRowProps) {
  const run = useLiveRun(read);
  const { value, what } = runNumbers(run);
  const hasCancel = canCancel && !isEnded(run.state);
  return (
    <li
      className={cn(
        "relative grid transition-colors hover:bg-accent/50",
        // On a phone both stand at the right, above each other.
        before !== undefined &&
          "grid-cols-[minmax(0,1fr)_auto] items-center pr-2 md:grid-cols-[auto_minmax(0,1fr)_auto] md:pl-2",
      )}
    >
      {before !== undefined && (
        <div className="relative z-10 max-md:col-start-2 max-md:row-start-1 max-md:self-end">{before}</div>
      )}
      <div className="@container min-w-0 max-md:col-start-1 max-md:row-span-2 max-md:row-start-1">
        <div className="grid min-h-17 grid-cols-[minmax(0,1fr)_6.5rem] items-center gap-x-4 gap-y-2 px-4 py-3 @xl:grid-cols-[minmax(0,1fr)_6.5rem_11rem_6.5rem_4.5rem]">
          <div className="flex min-w-0 items-center gap-3">
            <MemberAvatar person={run.startedBy} className="@max-xl:hidden" />
            <div className="flex min-w-0 flex-col gap-0.5">
              <Link
                href={`/cohorts/${run.cohortId}/runs/${run.id}`}
                className="truncate font-medium after:absolute after:inset-0"
              >
                {run.name}
              </Link>
              <p className="num truncate text-[0.8125rem] text-muted-foreground">
                {isMine ? "You" : run.startedBy.name}
                {" · "}
                <span className="@max-4xl:hidden">{formatCount(run.params)} parameters · </span>
                <RelativeTime at={run.createdAt} />
              </p>
              {marks}
            </div>
          </div>
          {/* On a phone its place is the button's as long as there is one: the words below say the state. */}
          <div
            className={cn(
              "flex min-h-8 items-center justify-end @max-xl:col-start-2 @max-xl:row-start-1 @xl:justify-start",
              hasCancel && "@max-xl:invisible",
            )}
          >
            <RunStateBadge state={run.state} />
          </div>
          <RunStanding run={run} isMine={isMine} />
          <div data-live={run.state === "running" ? "" : undefined} className="flex flex-col items-end">
            <span className="num font-semibold">{value}</span>
            {run.isSynthetic ? (
              <span
                className="text-right text-xs font-medium text-warning-text lowercase"
                title={syntheticWords(run.datasetId).title}
              >
                {syntheticWords(run.datasetId).badge}
              </span>
            ) : (
              <span className="text-right text-xs text-muted-foreground">{what}</span>
            )}
          </div>
          <div className="relative flex justify-end @max-xl:col-start-2 @max-xl:row-start-1">
            {hasCancel && <CancelRunButton run={run} />}
          </div>
        </div>
      </div>
      {after !== undefined && <div className="relative z-10 max-md:self-start">{after}</div>}
    </li>
  );
}
