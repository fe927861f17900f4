import { z } from "zod";
import { isStorableText } from "../graph/storable.ts";
import { MAX_CRITERIA, MAX_LEVELS } from "./rubric-limits.ts";

const line = z.string().trim().refine(isStorableText, "Write it as one line of text");

const criterion = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,36}$/),
  title: line.min(1, "A criterion needs a name").max(120),
  /** From which one is chosen, in the order in which they are shown. */
  levels: z
    .array(
      z.object({ title: line.min(1, "A level needs a name").max(200), points: z.number().min(0).max(1000) }),
    )
    .min(1)
    .max(MAX_LEVELS),
});
export type Criterion = z.infer<typeof criterion>;

/** What is judged by hand, each at one of its levels; empty where points are given freely. */
export const rubric = z
  .array(criterion)
  .max(MAX_CRITERIA)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Two criteria have the same id");
export type Rubric = z.infer<typeof rubric>;

/** By a criterion's id the place of the level that was chosen. */
export const chosenLevels = z.record(
  z.string().max(36),
  z
    .int()
    .min(0)
    .max(MAX_LEVELS - 1),
);
export type ChosenLevels = z.infer<typeof chosenLevels>;
