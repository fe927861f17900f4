/** What the leaderboard looks at. `finishedAt`: ISO 8601 in UTC, or milliseconds since 1970. */
export type Ranked = {
  /** See `RankScore`. */
  score: number | null;
  tieBreak: number | null;
  params: number;
  finishedAt: string | number | Date;
};

type Scores = { score: number; tieBreak: number };

/** A run without a finite score never ranks. */
function canRank<Run extends Ranked>(run: Run): run is Run & Scores {
  return Number.isFinite(run.score) && Number.isFinite(run.tieBreak);
}

/** Order of two runs that can rank: higher score, then higher tie break, fewer parameters, earlier finish. */
function compareRank(a: Ranked & Scores, b: Ranked & Scores): number {
  return (
    b.score - a.score ||
    b.tieBreak - a.tieBreak ||
    a.params - b.params ||
    new Date(a.finishedAt).getTime() - new Date(b.finishedAt).getTime()
  );
}

/** The runs that can rank, best first. */
export function ranked<Run extends Ranked>(runs: readonly Run[]): (Run & Scores)[] {
  return runs.filter((run) => canRank(run)).toSorted(compareRank);
}
