/** What an entry is ordered by. */
export type Ranked = {
  id: string;
  /** A fraction. */
  score: number;
  macroF1: number;
  params: number;
  /** When it was handed in, as Date.now() counts. */
  submittedMs: number;
};

/** Whether it has a place at all: a missing score, or one that is no number, has none. */
export function canRank({ score, macroF1 }: { score: number | null; macroF1: number | null }): boolean {
  return Number.isFinite(score) && Number.isFinite(macroF1);
}

/** Who is better comes first: score, then macro F1, then fewer parameters, then earlier; what is level in all, by its id. */
export function compareRanked(one: Ranked, other: Ranked): number {
  return (
    other.score - one.score ||
    other.macroF1 - one.macroF1 ||
    one.params - other.params ||
    one.submittedMs - other.submittedMs ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  );
}
