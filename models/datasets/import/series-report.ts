import { z } from "zod";

const count = z.int().min(0);

/** What an import of a time series found. */
export const seriesReport = z.object({
  kind: z.literal("series"),
  rows: count,
  windows: z.object({ train: count, validation: count, test: count }),
  /** Windows that lack a value, that a gap in time runs through, that lie across two splits. */
  leftOut: z.object({ missing: count, gaps: count, borders: count }),
  /** Of the target, in its unit. */
  least: z.number(),
  greatest: z.number(),
});
export type SeriesReport = z.infer<typeof seriesReport>;
