import { z } from "zod";

const classMetrics = z.object({
  className: z.string(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  /** Images of this class in the split. */
  support: z.int(),
});
export type ClassMetrics = z.infer<typeof classMetrics>;

/** The score of a network on one split. */
export const evaluation = z.object({
  count: z.int(),
  loss: z.number(),
  accuracy: z.number(),
  /** Wilson score interval of the accuracy at 95 %. */
  accuracyInterval: z.tuple([z.number(), z.number()]),
  macroF1: z.number(),
  perClass: z.array(classMetrics),
  /** `confusion[actual][predicted]`, counts. */
  confusion: z.array(z.array(z.int())),
});
export type Evaluation = z.infer<typeof evaluation>;

/** A validation image that the network got wrong, most confident mistakes first. */
const mistake = z.object({
  /** Index into the validation split. */
  index: z.int().min(0),
  actual: z.int().min(0),
  predicted: z.int().min(0),
  /** Probability given to the predicted class. */
  confidence: z.number(),
  /** Probability given to the actual class. */
  actualProbability: z.number(),
});
export type Mistake = z.infer<typeof mistake>;
