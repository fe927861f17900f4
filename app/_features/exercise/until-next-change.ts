import type { ExerciseSummary } from "#server/contract/exercise.ts";

const LONGEST_MS = 60_000;
/** After a deadline the server's clock has to have passed it too. */
const SPARE_MS = 500;

type Told = {
  now: string;
  items: readonly Pick<ExerciseSummary, "opensAt" | "dueAt" | "extendedTo" | "closesAt">[];
};

/** Milliseconds until something opens, is due or closes by the server's clock; a minute at most. */
export function untilNextChange({ now, items }: Told): number {
  const at = Date.parse(now);
  const ahead = items
    .flatMap(({ opensAt, dueAt, extendedTo, closesAt }) => [opensAt, dueAt, extendedTo, closesAt])
    .flatMap((moment) => (moment === null ? [] : [Date.parse(moment) - at]))
    .filter((ms) => ms > 0);
  return Math.min(LONGEST_MS, ...ahead.map((ms) => ms + SPARE_MS));
}
