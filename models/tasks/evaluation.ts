import { z } from "zod";

/** What every task's evaluation has; the rest is in `TaskDefinition.evaluation`. */
export const anyEvaluation = z.looseObject({
  /** Examples of the split. */
  count: z.int().min(0),
  loss: z.number(),
});
export type AnyEvaluation = z.infer<typeof anyEvaluation>;

/** What every task's mistakes have; the rest is in `TaskDefinition.mistake`. */
export const anyMistake = z.looseObject({
  /** Index into the validation split. */
  index: z.int().min(0),
});
export type AnyMistake = z.infer<typeof anyMistake>;
