"use client";

import type { ExerciseSummary } from "#server/contract/exercise.ts";
import { formatDistance } from "./due-text.ts";
import { Moment } from "./moment.tsx";

type DueLineProps = {
  exercise: Pick<ExerciseSummary, "state" | "opensAt" | "dueAt" | "extendedTo">;
  /** The server's. */
  now: string;
};

/** When it opens or is due, and how far that is. */
export function DueLine({ exercise, now }: DueLineProps) {
  const { state, opensAt, dueAt, extendedTo } = exercise;
  if (state === "waiting" && opensAt !== null) {
    return (
      <>
        Opens <Moment at={opensAt} />, {formatDistance(Date.parse(opensAt) - Date.parse(now))}
      </>
    );
  }
  const due = extendedTo !== null && dueAt !== null && extendedTo > dueAt ? extendedTo : dueAt;
  if (due === null) return <>No deadline</>;
  const isPast = Date.parse(due) < Date.parse(now);
  return (
    <>
      {isPast ? "Was due " : "Due "}
      <Moment at={due} />, {formatDistance(Date.parse(due) - Date.parse(now))}
      {due !== dueAt && " (extended for you)"}
    </>
  );
}
