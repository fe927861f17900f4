import { compareRanked, type Ranked } from "./order.ts";
import type { CompetitionSettings } from "./settings.ts";

/** `accuracy` is the competition itself; the others are boards beside it. */
export const LEAGUES = ["accuracy", "smallest", "fastest", "transfer"] as const;
export type League = (typeof LEAGUES)[number];

export type LeagueEntry = Ranked & {
  userId: string;
  /** In all epochs; null where it is not known. */
  trainingSeconds: number | null;
  /** It began from other weights than fresh ones. */
  isTransfer: boolean;
};

/** Which boards a competition has, in the order in which they are shown. */
export function leaguesOf(settings: CompetitionSettings): League[] {
  return LEAGUES.filter((league) => {
    switch (league) {
      case "accuracy":
        return true;
      case "smallest":
        return settings.smallestAbove !== null;
      case "fastest":
        return settings.fastestAbove !== null;
      case "transfer":
        return settings.hasTransferLeague;
    }
  });
}

/**
 * The best entry of each person in a league, the best first. Networks from other weights are in the transfer league alone.
 * @param classes how many there are: what chance gets right is one of so many.
 */
export function rankLeague<Entry extends LeagueEntry>(
  entries: readonly Entry[],
  { league, settings, classes }: { league: League; settings: CompetitionSettings; classes: number },
): Entry[] {
  const compare = comparisonOf(league, classes);
  const best = new Map<string, Entry>();
  for (const entry of entries) {
    if (!isIn(entry, league, settings)) continue;
    const known = best.get(entry.userId);
    if (known === undefined || compare(entry, known) < 0) best.set(entry.userId, entry);
  }
  return [...best.values()].toSorted(compare);
}

/**
 * What a second of training has brought: the share of right answers beyond chance, by the seconds that all epochs took. Beyond
 * chance, since a network that was hardly trained at all would lead otherwise. 0 where no time is known.
 */
export function gainASecond(
  { score, trainingSeconds }: Pick<LeagueEntry, "score" | "trainingSeconds">,
  classes: number,
): number {
  if (trainingSeconds === null || trainingSeconds <= 0) return 0;
  return (score - 1 / Math.max(classes, 1)) / trainingSeconds;
}

function isIn(entry: LeagueEntry, league: League, settings: CompetitionSettings): boolean {
  const { smallestAbove, fastestAbove, hasTransferLeague } = settings;
  switch (league) {
    case "accuracy":
      return !entry.isTransfer;
    case "smallest":
      return !entry.isTransfer && smallestAbove !== null && entry.score >= smallestAbove;
    case "fastest":
      return (
        !entry.isTransfer &&
        fastestAbove !== null &&
        entry.score >= fastestAbove &&
        entry.trainingSeconds !== null &&
        entry.trainingSeconds > 0
      );
    case "transfer":
      return entry.isTransfer && hasTransferLeague;
  }
}

function comparisonOf(league: League, classes: number) {
  return (one: LeagueEntry, other: LeagueEntry): number => {
    switch (league) {
      case "accuracy":
      case "transfer":
        return compareRanked(one, other);
      case "smallest":
        return one.params - other.params || compareRanked(one, other);
      case "fastest":
        return gainASecond(other, classes) - gainASecond(one, classes) || compareRanked(one, other);
    }
  };
}
