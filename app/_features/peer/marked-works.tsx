"use client";

import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { cn } from "#app/_lib/cn.ts";
import { formatPoints } from "#app/_lib/format-points.ts";
import { Button } from "#app/_ui/button.tsx";
import type { PeerOverview } from "#server/contract/peer.ts";

type Work = PeerOverview["works"][number];
type MarkedWorksProps = {
  works: readonly Work[];
  isOver: boolean;
  /** null for who may not. */
  onRelease: ((submissionId: string) => void) | null;
};

/** Of each submission its marks, with what is far from the rest or missing, what they come to and what stands. */
export function MarkedWorks({ works, isOver, onRelease }: MarkedWorksProps) {
  const { cohort } = useCohort();
  return (
    <ul aria-label="Marks" className="divide-y divide-border border-t border-b border-border text-sm">
      {works.map(({ submissionId, name, maxPoints, proposal, grade, marks }) => (
        <li key={submissionId} className="flex flex-col gap-1.5 px-4 py-3">
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              href={`/cohorts/${cohort.id}/submissions/${submissionId}`}
              className="min-w-0 flex-1 truncate font-medium hover:underline"
            >
              {name}
            </Link>
            <span className="num text-muted-foreground">
              {proposal === null
                ? "No proposal"
                : `Proposed ${formatPoints(proposal)} of ${formatPoints(maxPoints)}`}
            </span>
            {grade !== null && (
              <span className="num font-medium">
                {grade.isReleased ? "Given" : "Draft"} {formatPoints(grade.points)}
              </span>
            )}
            {grade === null && proposal !== null && onRelease !== null && (
              <Button
                size="sm"
                variant="secondary"
                aria-label={`Take over the proposal for ${name}`}
                onClick={() => onRelease(submissionId)}
              >
                Take over
              </Button>
            )}
          </div>
          <ul aria-label={`Marks of ${name}`} className="flex flex-col gap-1">
            {marks.map((mark) => (
              <Mark key={mark.id} mark={mark} isOver={isOver} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

type MarkProps = { mark: Work["marks"][number]; isOver: boolean };

function Mark({ mark: { reviewer, points, comment, isFar }, isOver }: MarkProps) {
  const isOdd = isFar || (points === null && isOver);
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3">
      <span className={cn("num", isOdd && "text-warning-text", points === null && "text-[0.8125rem]")}>
        {points === null ? (isOver ? "Missing" : "To come") : formatPoints(points)}
      </span>
      <span className="wrap-anywhere text-muted-foreground">
        {reviewer ?? "Somebody who is gone"}
        {isFar && <span className="text-warning-text">, far from the others</span>}
      </span>
      {comment !== "" && (
        <span className="col-start-2 text-[0.8125rem] wrap-anywhere whitespace-pre-line">{comment}</span>
      )}
    </li>
  );
}
