import { z } from "zod";

const columnName = z.string().trim().min(1).max(100);
const percent = z.int().min(5).max(90);

/** What a person chooses before a table of measurements, one row a moment, is cut into windows. */
export const seriesOptions = z
  .object({
    kind: z.literal("series"),
    /** Columns that a window holds, in this order. The target's own past may be among them. */
    columns: z.array(columnName).min(1).max(64),
    /** The column whose value is to be predicted. */
    target: columnName,
    unit: z.string().trim().max(20).default(""),
    /** The column that says when; null where the rows are in order and evenly spaced. */
    time: columnName.nullable(),
    /** Rows of a window. */
    window: z.int().min(2).max(1024),
    /** How many rows after a window's last the target lies; 0 for the last row itself. */
    horizon: z.int().min(0).max(10_000),
    split: z.object({
      rule: z.literal("time", {
        error:
          "Windows of a time series overlap: drawn at random, nearly every test window would have been trained on. Split by time",
      }),
      validationPercent: percent.default(20),
      testPercent: percent.default(20),
    }),
  })
  .refine(({ split }) => split.validationPercent + split.testPercent <= 90, {
    error: "At least 10 % of the rows must be left to train on",
    path: ["split", "testPercent"],
  })
  .refine(({ columns }) => new Set(columns).size === columns.length, {
    error: "Each column can be chosen once",
    path: ["columns"],
  })
  .refine(({ columns, target, horizon }) => horizon > 0 || !columns.includes(target), {
    error: "With a horizon of 0 the answer would stand in the window: leave the target out of its columns",
    path: ["horizon"],
  });
export type SeriesOptions = z.infer<typeof seriesOptions>;
