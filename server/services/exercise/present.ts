import { availabilityOf } from "#models/exercises/availability.ts";
import type { ExerciseSummary } from "#server/contract/exercise.ts";
import type { ExerciseRow } from "./find.ts";

export type ExtensionTo = Date | null;

/** When something is due and closes for one person. */
export function standingIn(row: ExerciseRow, nowMs: number, extendedTo: ExtensionTo) {
  const terms = {
    isPublished: row.isPublished,
    opensMs: row.opensAt?.getTime() ?? null,
    dueMs: row.dueAt?.getTime() ?? null,
    late: row.handIn.late,
  };
  return availabilityOf(terms, nowMs, extendedTo?.getTime() ?? null);
}

export function exerciseSummary(row: ExerciseRow, nowMs: number, extendedTo: ExtensionTo): ExerciseSummary {
  const { state, closesMs } = standingIn(row, nowMs, extendedTo);
  return {
    id: row.id,
    cohortId: row.cohortId,
    title: row.title,
    points: row.points,
    isPublished: row.isPublished,
    isCompetition: row.isCompetition,
    opensAt: row.opensAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    extendedTo: extendedTo?.toISOString() ?? null,
    closesAt: closesMs === null ? null : new Date(closesMs).toISOString(),
    state,
    handIn: row.handIn,
  };
}
