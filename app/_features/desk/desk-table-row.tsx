import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import Link from "next/link";
import type { Standing } from "#models/cohorts/standing.ts";
import type { Desk, DeskRow } from "#server/contract/desk.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PresentAvatar } from "#app/_features/cohort/present-avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { TableCell, TableRow } from "#app/_ui/table.tsx";
import { LastDid } from "./last-did.tsx";
import { StandingBadge } from "./standing-badge.tsx";

type DeskTableRowProps = { row: DeskRow; isHere: boolean; standing: Standing; board: Desk["board"] };

const linkClassName = "underline-offset-4 hover:underline";

export function DeskTableRow({ row, isHere, standing, board }: DeskTableRowProps) {
  const { cohort } = useCohort();
  const { person, best, runs, designs, role } = row;
  const score = board === null ? null : taskOf(board.target).ranking(board.target).score;
  const base = `/cohorts/${cohort.id}`;
  return (
    <TableRow className="hover:bg-accent/50">
      <TableCell className="h-15 py-2 pl-4 max-sm:w-full max-sm:max-w-0">
        <div className="flex items-center gap-3">
          <PresentAvatar person={person} isPresent={isHere} />
          <div className="flex min-w-0 flex-col gap-0.5">
            <span className="flex items-center gap-2">
              <span className="max-w-56 truncate font-medium">{person.name}</span>
              {role === "instructor" && <Badge tone="primary">Instructor</Badge>}
            </span>
            <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-[0.8125rem] text-muted-foreground sm:hidden">
              <StandingBadge state={standing.state} />
              <span>{standing.reason}</span>
            </span>
            <span className="truncate text-[0.8125rem] text-muted-foreground md:hidden">
              <LastDid row={row} base={base} />
            </span>
          </div>
        </div>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <div className="flex w-60 flex-col items-start gap-0.5 py-1.5">
          <StandingBadge state={standing.state} />
          <span className="text-[0.8125rem] text-muted-foreground">{standing.reason}</span>
        </div>
      </TableCell>
      <TableCell className="w-full max-w-0 max-md:hidden">
        <span className="block truncate text-[0.8125rem]">
          <LastDid row={row} base={base} />
        </span>
      </TableCell>
      <TableCell className="num text-right max-lg:hidden">
        <Link
          href={`${base}/designs?of=${encodeURIComponent(person.id)}`}
          aria-label={`Designs of ${person.name}: ${designs}`}
          className={linkClassName}
        >
          {designs}
        </Link>
      </TableCell>
      <TableCell
        className="num text-right whitespace-nowrap max-lg:hidden"
        title={`${runs.finished} of ${runs.total} runs finished`}
      >
        {runs.finished}
        <span className="text-muted-foreground"> of {runs.total}</span>
      </TableCell>
      <TableCell className="pr-4 text-right whitespace-nowrap">
        {best === null || score === null ? (
          <span className="text-muted-foreground">–</span>
        ) : (
          <Link
            href={`${base}/runs/${best.runId}`}
            aria-label={`Best run of ${person.name}, ${best.runName}`}
            className={linkClassName}
          >
            <span className="num font-semibold">{formatRank(score, best.score)}</span>
            <span className="num block text-xs text-muted-foreground">place {best.rank}</span>
          </Link>
        )}
      </TableCell>
    </TableRow>
  );
}
