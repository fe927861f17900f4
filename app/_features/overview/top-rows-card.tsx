"use client";

import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useJustChanged } from "#app/_features/board/use-just-changed.ts";
import { SyntheticBadge } from "#app/_features/dataset/synthetic-badge.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { SeeAll } from "./see-all.tsx";

const SHOWN = 5;

/** The first places, and one's own below them where one is not among them. */
export function TopRowsCard() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const {
    data: board,
    error,
    refetch,
  } = useQuery(trpc.cohort.leaderboard.queryOptions({ cohortId: cohort.id }));
  const rows = board?.rows.filter((row, index) => index < SHOWN || row.isMe) ?? [];
  const changed = useJustChanged(board?.rows);
  const score = board === undefined ? undefined : taskOf(board.target).ranking(board.target).score;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Leaderboard</CardTitle>
        <SeeAll href={`/cohorts/${cohort.id}/leaderboard`} of="places" />
      </CardHeader>
      {board?.isSynthetic === true && (
        <p className="px-4 pt-3">
          <SyntheticBadge datasetId={board.datasetId} />
        </p>
      )}
      {board === undefined ? (
        error === null ? (
          <div className="flex flex-col gap-3 p-4">
            <Skeleton className="h-6" />
            <Skeleton className="h-6" />
            <Skeleton className="h-6" />
          </div>
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} className="py-8" />
        )
      ) : board.hiddenFor !== null ? (
        <p className="p-4 text-sm text-muted-foreground">
          Test scores are hidden until the reveal of{" "}
          <Link
            href={`/cohorts/${board.hiddenFor.cohortId}/exercises/${board.hiddenFor.exerciseId}/board`}
            className="text-foreground underline underline-offset-4"
          >
            {board.hiddenFor.title}
          </Link>
          .
        </p>
      ) : rows.length === 0 ? (
        <p className="p-4 text-sm text-muted-foreground">
          The first place is free: no run has been scored yet.
        </p>
      ) : (
        <ol aria-label="First places" data-live="" className="flex flex-col py-1.5">
          {rows.map((row) => (
            <li
              key={row.user.id}
              aria-current={row.isMe ? "true" : undefined}
              className={cn(
                "relative grid grid-cols-[1.75rem_minmax(0,1fr)_auto] items-baseline gap-2 px-4 py-1.5 text-sm transition-colors duration-1000 hover:bg-accent/50",
                row.isMe && "bg-primary-soft/60",
                changed.has(row.user.id) && "bg-success-soft duration-100",
              )}
            >
              <span className="num text-right font-mono text-muted-foreground">{row.rank}</span>
              <Link
                href={`/cohorts/${cohort.id}/runs/${row.runId}`}
                className="flex min-w-0 font-medium after:absolute after:inset-0"
              >
                <span className="truncate">{row.user.name}</span>
                {row.isMe && <span className="shrink-0 font-normal text-muted-foreground">&nbsp;(you)</span>}
              </Link>
              <span className="num font-semibold">
                {score === undefined ? "–" : formatRank(score, row.score)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
