import { z } from "zod";

/** Among networks whose score is at least this: a fraction. */
const bar = z.number().min(0).max(1);

/** How a competition is run. The seed by which its parts are drawn is no setting: nobody chooses or sees it. */
export const competitionSettings = z.object({
  /** Of the hidden split, which the board shows while the competition lasts; the rest decides at the reveal. */
  publicShare: z.number().min(0.1, "At least 10 % are public").max(0.9, "At most 90 % are public"),
  /** Networks that began from other weights than fresh ones rank too, on a board of their own. */
  hasTransferLeague: z.boolean(),
  /** The bar of the league of the smallest network; null for no such league. */
  smallestAbove: bar.nullable(),
  /** The same of the league of accuracy for a second of training. */
  fastestAbove: bar.nullable(),
});
export type CompetitionSettings = z.infer<typeof competitionSettings>;
