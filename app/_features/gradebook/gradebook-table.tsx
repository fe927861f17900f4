"use client";

import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { counted } from "#app/_lib/counted.ts";
import { formatPoints } from "#app/_lib/format-points.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";
import type { arrangeGradebook } from "./arrange-gradebook.ts";
import { GradebookCellView } from "./gradebook-cell.tsx";

type GradebookTableProps = {
  arranged: ReturnType<typeof arrangeGradebook>;
  /** Of learners whom the statistics are of. */
  count: number;
};

const STICKY = "sticky left-0 z-10 bg-card";

export function GradebookTable({ arranged, count }: GradebookTableProps) {
  const { cohort } = useCohort();
  const { exercises, rows, maxTotal } = arranged;
  return (
    <Table>
      <TableHeader className="border-b border-border">
        <TableRow>
          <TableHead className={`${STICKY} pl-4`}>Learner</TableHead>
          {exercises.map(({ id, title, points, isPublished }) => (
            <TableHead key={id} className="max-w-44 py-2 text-right">
              <Link
                href={`/cohorts/${cohort.id}/exercises/${id}`}
                title={title}
                className="block truncate text-foreground underline-offset-4 hover:underline"
              >
                {title}
              </Link>
              <span className="num font-normal">
                {isPublished ? `of ${formatPoints(points)}` : "a draft"}
              </span>
            </TableHead>
          ))}
          <TableHead className="pr-4 text-right">
            <span className="block text-foreground">Total</span>
            <span className="num font-normal">of {formatPoints(maxTotal)}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ learner, cells, total }) => (
          <TableRow key={learner.id}>
            <th scope="row" className={`${STICKY} h-11 max-w-40 px-3 pl-4 text-left font-medium sm:max-w-56`}>
              <span className="flex items-center gap-2">
                <span className="truncate">{learner.name}</span>
                {!learner.isMember && <Badge>Left</Badge>}
              </span>
            </th>
            {cells.map((cell, column) => (
              <TableCell key={exercises[column]?.id ?? column} className="h-11 text-right whitespace-nowrap">
                <GradebookCellView cell={cell} what={`${learner.name}, ${exercises[column]?.title ?? ""}`} />
              </TableCell>
            ))}
            <TableCell className="num h-11 pr-4 text-right font-medium">{formatPoints(total)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
      <tfoot className="border-t border-border text-[0.8125rem] text-muted-foreground">
        {STATISTICS.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row" className={`${STICKY} h-8 px-3 pl-4 text-left font-medium`}>
              {name}
            </th>
            {exercises.map(({ id, statistics }) => (
              <td key={id} className="num h-8 px-3 text-right">
                {of(statistics)}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <td colSpan={exercises.length + 2} className={`num ${STICKY} h-8 px-3 pl-4 text-left`}>
            Of {counted(count, "learner")}
          </td>
        </tr>
      </tfoot>
    </Table>
  );
}

type Statistics = ReturnType<typeof arrangeGradebook>["exercises"][number]["statistics"];
const shown = (value: number | null) => (value === null ? "–" : formatPoints(value));

const STATISTICS: readonly { name: string; of: (statistics: Statistics) => string }[] = [
  { name: "Mean", of: ({ mean }) => shown(mean) },
  { name: "Median", of: ({ median }) => shown(median) },
  { name: "Missing", of: ({ missing }) => String(missing) },
];
