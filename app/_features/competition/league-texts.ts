import { formatPercent } from "#app/_lib/format-percent.ts";
import type { League } from "#models/competition/leagues.ts";
import type { CompetitionSettings } from "#models/competition/settings.ts";

export const LEAGUE_NAMES: Record<League, string> = {
  accuracy: "Accuracy",
  smallest: "Smallest",
  fastest: "Fastest",
  transfer: "Transfer",
};

/** How a league orders, for who reads its board. */
export function leagueText(league: League, settings: CompetitionSettings): string {
  switch (league) {
    case "accuracy":
      return "Ties go to the higher macro F1, then to fewer parameters, then to the earlier entry.";
    case "smallest":
      return `The fewest parameters of those with at least ${formatPercent(settings.smallestAbove, 0)}.`;
    case "fastest":
      return `Right answers beyond chance for each second of training, of those with at least ${formatPercent(settings.fastestAbove, 0)}.`;
    case "transfer":
      return "Networks that began from other weights than fresh ones, by accuracy.";
  }
}
