import type { RankColumn } from "./define-task.ts";

/** A rank's number as people read it: -81.3 of a column of RMSE as `81.3 W/m²`, null as `–`. */
export function formatRank({ format, value }: RankColumn, rank: number | null): string {
  return rank === null ? "–" : format(value(rank));
}
