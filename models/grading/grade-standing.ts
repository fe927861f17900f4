/** What a gradebook knows of one learner and one exercise. */
export type GradeCell = {
  /** null where nothing was handed in. */
  state: "waiting" | "queued" | "scored" | "failed" | null;
  points: number | null;
  /** Of a grade that the learner does not see yet; null where there is none. */
  draft: number | null;
  latePercent: number | null;
  extendedTo: string | null;
  /** Handed in, and nothing more is told of it yet. */
  isConcealed: boolean;
};

export const EMPTY_CELL: GradeCell = {
  state: null,
  points: null,
  draft: null,
  latePercent: null,
  extendedTo: null,
  isConcealed: false,
};

/** `missing`: due, and nothing there. `open`: nothing there, and there is time. `unscored`: handed in, without points yet. */
export type GradeStanding = "graded" | "draft" | "unscored" | "missing" | "open";

/**
 * @param dueAt of the class, ISO 8601; an extension of this learner's moves it.
 * @param now the server's clock, ISO 8601.
 */
export function gradeStanding(cell: GradeCell, dueAt: string | null, now: string): GradeStanding {
  if (cell.isConcealed) return "unscored";
  if (cell.state !== null) {
    if (cell.draft !== null) return "draft";
    return cell.points === null ? "unscored" : "graded";
  }
  const ends = [dueAt, cell.extendedTo].flatMap((each) => (each === null ? [] : [Date.parse(each)]));
  // Without a deadline nothing is missing, and an extension never takes time away.
  if (dueAt === null) return "open";
  return Math.max(...ends) < Date.parse(now) ? "missing" : "open";
}
