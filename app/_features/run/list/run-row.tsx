"use client";

import Link from "next/link";
import type { RunSummary } from "#server/contract/run.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RunStateBadge } from "#app/_features/run/run-state-badge.tsx";
import { SYNTHETIC_TITLE } from "#app/_features/dataset/synthetic-badge.tsx";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { cn } from "#app/_lib/cn.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { useLiveRun } from "#app/_lib/live-progress.ts";
import { runNumbers } from "../run-numbers.ts";
import { CancelRunButton } from "./cancel-run-button.tsx";
import { RunStanding } from "./run-standing.tsx";

type RunRowProps = { run: RunSummary; isMine: boolean; canCancel: boolean };

/** Every run has the same columns, so a list does not shift while its runs move on. */
export function RunRow({ run: read, isMine, canCancel }: RunRowProps) {
  const run = useLiveRun(read);
  const { value, what } = runNumbers(run);
  const hasCancel = canCancel && !isEnded(run.state);
  return (
    <li className="@container relative transition-colors hover:bg-accent/50">
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
          </div>
        </div>
        {/* On a phone its place is the button's as long as there is one: the words below say the state. */}
        <div
          className={cn(
            "flex min-h-8 items-center justify-end @xl:justify-start",
            hasCancel && "@max-xl:invisible",
          )}
        >
          <RunStateBadge state={run.state} />
        </div>
        <RunStanding run={run} isMine={isMine} />
        <div data-live={run.state === "running" ? "" : undefined} className="flex flex-col items-end">
          <span className="num font-semibold">{value}</span>
          {run.isSynthetic ? (
            <span className="text-xs font-medium text-warning-text" title={SYNTHETIC_TITLE}>
              synthetic tiles
            </span>
          ) : (
            <span className="text-right text-xs text-muted-foreground">{what}</span>
          )}
        </div>
        <div className="relative flex justify-end @max-xl:col-start-2 @max-xl:row-start-1">
          {hasCancel && <CancelRunButton run={run} />}
        </div>
      </div>
    </li>
  );
}
