import { z } from "zod";
import { splitName } from "../descriptor.ts";

const count = z.int().min(0);

const splitCounts = z.object({ train: count, validation: count, test: count });

/** A picture among its doubles: `label` is its class, or its value as text. */
const copy = z.object({ name: z.string(), label: z.string(), split: splitName });

/** `groups` holds the first of them only, those across splits or with different labels before others. */
const duplicates = z.object({
  /** Pictures that have a double which comes before them. */
  pictures: count,
  /** Groups whose pictures lie in different splits: what is trained on is then asked in the test. */
  acrossSplits: count,
  /** Groups whose pictures have different labels, of which at most one can be right. */
  contradictory: count,
  groups: z.array(z.array(copy)),
});

/** What an import found. Names are those of the files as they came. */
export const importReport = z.object({
  kind: z.literal("pictures"),
  layout: z.enum(["class folders", "table", "parquet", "catalogue"]),
  pictures: count,
  splits: splitCounts,
  /** Empty for a regression. `tooFew` says why a class was left out; its pictures are then in no split. */
  classes: z.array(
    z.object({ name: z.string(), ...splitCounts.shape, found: count, tooFew: z.string().nullable() }),
  ),
  /** For a regression: what the values are like. */
  values: z.object({ least: z.number(), greatest: z.number(), mean: z.number() }).nullable(),
  refused: z.object({
    count,
    files: z.array(z.object({ name: z.string(), reason: z.string() })),
    /** What is wrong with many, told once: the first reason of its kind, and the first names. None in reports of old. */
    kinds: z.array(z.object({ reason: z.string(), count, names: z.array(z.string()) })).default([]),
  }),
  /** Files beside the pictures, such as a README. */
  ignored: z.object({ count, names: z.array(z.string()) }),
  exact: duplicates,
  /** `isComplete` is false where so many pictures look alike that not all of them were compared. */
  near: duplicates.extend({ isComplete: z.boolean() }),
});
export type ImportReport = z.infer<typeof importReport>;
export type PictureCopy = z.infer<typeof copy>;
