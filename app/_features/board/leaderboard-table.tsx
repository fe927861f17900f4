"use client";

import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import Link from "next/link";
import { Fragment } from "react";
import type { LeaderboardRow } from "#server/contract/cohort.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { MoreRows } from "#app/_ui/more-rows.tsx";
import { useFirstRows } from "#app/_ui/use-first-rows.ts";
import { GapRow, RankedRow } from "./ranked-row.tsx";
import { useJustChanged } from "./use-just-changed.ts";

type LeaderboardTableProps = { cohortId: string; target: TaskTarget; rows: readonly LeaderboardRow[] };

export function LeaderboardTable({ cohortId, target, rows }: LeaderboardTableProps) {
  const { score, tieBreak } = taskOf(target).ranking(target);
  const changed = useJustChanged(rows);
  const { rows: first, ...more } = useFirstRows(rows);
  const own = rows.find(({ isMe, rank }) => isMe && rank > first.length);
  const shown = own === undefined ? first : [...first, own];
  return (
    <>
      <Table aria-label="Leaderboard" data-live="">
        <TableHeader>
          <TableRow>
            <TableHead className="w-14 pl-4 text-right">Rank</TableHead>
            <TableHead>Name</TableHead>
            <TableHead className="text-right">{score.label}</TableHead>
            <TableHead className="text-right max-md:hidden">{tieBreak.label}</TableHead>
            <TableHead className="text-right max-md:hidden">Parameters</TableHead>
            <TableHead className="pr-4 text-right max-lg:hidden">Finished</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((row, index) => (
            <Fragment key={row.user.id}>
              {row === own && row.rank > index + 1 && <GapRow />}
              <RankedRow rank={row.rank} isMe={row.isMe} isChanged={changed.has(row.user.id)}>
                <TableCell className="w-full max-w-0">
                  <div className="flex items-center gap-3">
                    <MemberAvatar person={row.user} className="max-sm:hidden" />
                    <div className="flex min-w-0 flex-col">
                      <span className="flex items-center gap-2 font-medium">
                        <span className="truncate">{row.user.name}</span>
                        {row.isMe && <Badge tone="primary">You</Badge>}
                        {row.isFromWeights && <Badge tone="info">Imported weights</Badge>}
                      </span>
                      <Link
                        href={`/cohorts/${cohortId}/runs/${row.runId}`}
                        aria-label={`Run ${row.runName} of ${row.user.name}`}
                        className="truncate text-[0.8125rem] text-muted-foreground after:absolute after:inset-0"
                      >
                        {row.runName}
                      </Link>
                    </div>
                  </div>
                </TableCell>
                <TableCell className="num text-right text-base font-semibold max-sm:pr-4">
                  {formatRank(score, row.score)}
                </TableCell>
                <TableCell className="num text-right max-md:hidden">
                  {formatRank(tieBreak, row.tieBreak)}
                </TableCell>
                <TableCell className="num text-right max-md:hidden">
                  <Link
                    href={`/cohorts/${cohortId}/runs/${row.runId}#network`}
                    aria-label={`Network of run ${row.runName} of ${row.user.name}, ${formatCount(row.params)} parameters`}
                    className="relative z-10 underline decoration-border-strong underline-offset-4 hover:decoration-current"
                  >
                    {formatCount(row.params)}
                  </Link>
                </TableCell>
                <TableCell className="pr-4 text-right whitespace-nowrap text-muted-foreground max-lg:hidden">
                  <RelativeTime at={row.finishedAt} />
                </TableCell>
              </RankedRow>
            </Fragment>
          ))}
        </TableBody>
      </Table>
      <MoreRows {...more} />
    </>
  );
}
