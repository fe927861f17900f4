/** What the leaderboard looks at. `finishedAt`: ISO 8601 in UTC, or milliseconds since 1970. */
export type Ranked = {
  testAccuracy: number | null;
  macroF1: number | null;
  params: number;
  finishedAt: string | number | Date;
};

type Scores = { testAccuracy: number; macroF1: number };

/** A run without a finite score never ranks. */
export function canRank<Run extends Ranked>(run: Run): run is Run & Scores {
  return Number.isFinite(run.testAccuracy) && Number.isFinite(run.macroF1);
}

/** Order of two runs that can rank: higher accuracy, then higher macro F1, fewer parameters, earlier finish. */
export function compareRank(a: Ranked & Scores, b: Ranked & Scores): number {
  return (
    b.testAccuracy - a.testAccuracy ||
    b.macroF1 - a.macroF1 ||
    a.params - b.params ||
    new Date(a.finishedAt).getTime() - new Date(b.finishedAt).getTime()
  );
}

/** The runs that can rank, best first. */
export function ranked<Run extends Ranked>(runs: readonly Run[]): (Run & Scores)[] {
  return runs.filter((run) => canRank(run)).toSorted(compareRank);
}
