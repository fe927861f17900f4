import { z } from "zod";

export const predictionResult = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  state: z.enum(["queued", "finished", "failed"]),
  validationIndex: z.int().nullable(),
  /** The tile's label; null for an uploaded picture. */
  actual: z.int().nullable(),
  probabilities: z.array(z.number()).nullable(),
  failure: z.string().nullable(),
});
export type PredictionResult = z.infer<typeof predictionResult>;
