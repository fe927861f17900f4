"use client";

import { CalendarClock } from "lucide-react";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { countedPoints, formatPoints } from "#app/_lib/format-points.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Moment } from "../exercise/moment.tsx";
import type { ArrangedCell } from "./arrange-gradebook.ts";

const STATES = {
  waiting: "Waits for its run",
  queued: "Being scored",
  scored: "Scored",
  failed: "Not scored",
};

type GradebookCellViewProps = {
  cell: ArrangedCell;
  /** Whose and of what. */
  what: string;
};

export function GradebookCellView({ cell, what }: GradebookCellViewProps) {
  const { cohort } = useCohort();
  const { submissionId, extendedTo, latePercent } = cell;
  return (
    <span className="inline-flex items-center justify-end gap-1.5">
      {extendedTo !== null && (
        <span className="text-info-text">
          <CalendarClock aria-hidden className="size-3.5" />
          <span className="sr-only">
            Extended to <Moment at={extendedTo} />
          </span>
        </span>
      )}
      {latePercent !== null && <Badge tone="warning">Late{latePercent > 0 && ` −${latePercent} %`}</Badge>}
      {submissionId === null ? (
        <Unlinked cell={cell} />
      ) : (
        <Link
          href={`/cohorts/${cohort.id}/submissions/${submissionId}`}
          aria-label={`${what}: ${toldOf(cell)}`}
          className="num underline-offset-4 hover:underline"
        >
          <Points cell={cell} />
        </Link>
      )}
    </span>
  );
}

function Unlinked({ cell: { standing, isConcealed } }: { cell: ArrangedCell }) {
  if (isConcealed) {
    return (
      <span className="text-muted-foreground" title="Marked without names until a grade is released">
        Handed in
      </span>
    );
  }
  return standing === "missing" ? (
    <span className="text-destructive-text">Missing</span>
  ) : (
    <span className="text-muted-foreground">–</span>
  );
}

function Points({ cell: { points, draft, state } }: { cell: ArrangedCell }) {
  if (draft !== null) {
    return (
      <Badge tone="info" title={points === null ? undefined : `The learner sees ${formatPoints(points)}`}>
        Draft {formatPoints(draft)}
      </Badge>
    );
  }
  if (points !== null) return formatPoints(points);
  return <span className="text-muted-foreground">{state === null ? "–" : STATES[state]}</span>;
}

function toldOf({ points, draft, state }: ArrangedCell): string {
  if (draft !== null) return `a draft of ${formatPoints(draft)}`;
  if (points !== null) return countedPoints(points);
  return state === null ? "nothing" : STATES[state];
}
