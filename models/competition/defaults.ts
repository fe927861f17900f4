import type { CompetitionSettings } from "./settings.ts";

export const DEFAULT_COMPETITION: CompetitionSettings = {
  publicShare: 0.3,
  hasTransferLeague: false,
  smallestAbove: 0.8,
  fastestAbove: 0.6,
};

/** As many entries of one person count at the reveal. */
export const MAX_FINAL_ENTRIES = 2;
