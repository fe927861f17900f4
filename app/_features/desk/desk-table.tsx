"use client";

import { byUrgency, standingOf } from "#models/cohorts/standing.ts";
import type { Desk, DeskRow } from "#server/contract/desk.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useNow } from "#app/_lib/use-now.ts";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import { DeskSummary } from "./desk-summary.tsx";
import { DeskTableRow } from "./desk-table-row.tsx";

const REFRESH_MS = 20_000;

/** Who does not teach, whoever needs a look first; then who teaches. */
export function DeskTable({ desk }: { desk: Desk }) {
  const { presentIds } = useCohort();
  const now = useNow(REFRESH_MS);
  const judged = desk.rows.map((row) => ({
    row,
    isHere: presentIds.includes(row.person.id),
    standing: standingOf(factsOf(row, presentIds.includes(row.person.id)), now),
  }));
  const learners = judged
    .filter(({ row }) => row.role === "learner")
    .toSorted((a, b) => byUrgency(a.standing, b.standing));
  const instructors = judged.filter(({ row }) => row.role === "instructor");
  return (
    <>
      <DeskSummary people={learners} />
      <Table aria-label="Everybody">
        <TableHeader>
          <TableRow>
            <TableHead className="pl-4">Person</TableHead>
            <TableHead className="max-sm:hidden">Standing</TableHead>
            <TableHead className="max-md:hidden">Last did</TableHead>
            <TableHead className="text-right max-lg:hidden">Designs</TableHead>
            <TableHead className="text-right max-lg:hidden">Runs</TableHead>
            <TableHead className="pr-4 text-right">Best</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {[...learners, ...instructors].map((each) => (
            <DeskTableRow key={each.row.person.id} {...each} board={desk.board} />
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function factsOf(row: DeskRow, isHere: boolean) {
  const times = [row.joinedAt, row.lastDesign?.at, row.lastRun?.at].map((at) => Date.parse(at ?? ""));
  return {
    isHere,
    activeRuns: row.runs.active,
    finishedRuns: row.runs.finished,
    setbacks: row.setbacks,
    hasDesign: row.designs > 0,
    lastAt: Math.max(...times.filter((time) => !Number.isNaN(time))),
  };
}
