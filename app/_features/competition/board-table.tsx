"use client";

import Link from "next/link";
import { Fragment } from "react";
import { GapRow, RankedRow } from "#app/_features/board/ranked-row.tsx";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { useJustChanged } from "#app/_features/board/use-just-changed.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { formatDuration } from "#app/_lib/format-duration.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import type { League } from "#models/competition/leagues.ts";
import type { BoardRow } from "#server/contract/competition.ts";
import { IntervalBar } from "./interval-bar.tsx";

type BoardTableProps = { cohortId: string; league: League; rows: readonly BoardRow[]; label: string };

/** Places with their intervals; rows of one statistical tie hang together. */
export function BoardTable({ cohortId, league, rows, label }: BoardTableProps) {
  const changed = useJustChanged(rows);
  const low = Math.min(...rows.map(({ interval }) => interval[0]));
  const high = Math.max(...rows.map(({ interval }) => interval[1]));
  const isByAccuracy = league === "accuracy" || league === "transfer";
  return (
    <Table aria-label={label} data-live="">
      <TableHeader>
        <TableRow>
          <TableHead className="w-14 pl-4 text-right">Rank</TableHead>
          <TableHead>Name</TableHead>
          <TableHead className="text-right max-sm:pr-4">Accuracy</TableHead>
          <TableHead className="max-md:hidden">95 % interval</TableHead>
          <TableHead className="text-right max-lg:hidden">Macro F1</TableHead>
          <TableHead className="text-right max-sm:hidden">Parameters</TableHead>
          <TableHead className="pr-4 text-right max-md:hidden">
            {league === "fastest" ? "Points a second" : "Training"}
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row, index) => {
          const isTied = isByAccuracy && row.isTied;
          const isAfterGap = row.rank > (rows[index - 1]?.rank ?? 0) + 1;
          return (
            <Fragment key={row.user.id}>
              {isAfterGap && <GapRow />}
              <RankedRow rank={row.rank} isMe={row.isMe} isChanged={changed.has(row.user.id)}>
                <TableCell className="w-full max-w-0 min-w-40">
                  <div className="flex items-center gap-3">
                    <MemberAvatar person={row.user} className="max-sm:hidden" />
                    <div className="flex min-w-0 flex-col">
                      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                        <span className="truncate">{row.user.name}</span>
                        {row.isMe && <Badge tone="primary">You</Badge>}
                        {isTied && (
                          <Badge
                            tone="info"
                            title={
                              row.isFirstOfGroup
                                ? "So near to those below it that chance alone may have ordered them"
                                : "So near to the first of its group that chance alone may have ordered them"
                            }
                          >
                            Tie
                          </Badge>
                        )}
                        {row.isTwin && (
                          <Badge tone="warning" title="Somebody else has entered the very same weights">
                            Same weights
                          </Badge>
                        )}
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
                <TableCell className="num text-right text-base font-semibold whitespace-nowrap max-sm:pr-4">
                  {formatPercent(row.score, 2)}
                  <span className="block text-xs font-normal text-muted-foreground md:hidden">
                    {narrowText(row, league)}
                  </span>
                </TableCell>
                <TableCell className="max-md:hidden">
                  <IntervalBar interval={row.interval} score={row.score} range={[low, high]} />
                </TableCell>
                <TableCell className="num text-right whitespace-nowrap max-lg:hidden">
                  {formatPercent(row.macroF1, 2)}
                </TableCell>
                <TableCell className="num text-right max-sm:hidden">{formatCount(row.params)}</TableCell>
                <TableCell className="num pr-4 text-right whitespace-nowrap max-md:hidden">
                  {league === "fastest"
                    ? (row.gainASecond * 100).toFixed(2)
                    : row.trainingSeconds === null
                      ? "–"
                      : formatDuration(row.trainingSeconds)}
                </TableCell>
              </RankedRow>
            </Fragment>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** Where there is no room for the columns: what the league ranks by, or how sure the accuracy is. */
function narrowText({ interval: [low, high], params, gainASecond }: BoardRow, league: League): string {
  switch (league) {
    case "smallest":
      return `${formatCountShort(params)} parameters`;
    case "fastest":
      return `${(gainASecond * 100).toFixed(2)} points a second`;
    case "accuracy":
    case "transfer":
      return `${(low * 100).toFixed(1)} to ${formatPercent(high)}`;
  }
}
