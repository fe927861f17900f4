import { z } from "zod";
import { idempotencyKey } from "./creating.ts";

export const predictionResult = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  state: z.enum(["queued", "finished", "failed"]),
  validationIndex: z.int().nullable(),
  /** The tile's class or value; null for an uploaded picture. */
  actual: z.number().nullable(),
  /** One a class; of a regression the value alone, in its unit. */
  probabilities: z.array(z.number()).nullable(),
  failure: z.string().nullable(),
});
export type PredictionResult = z.infer<typeof predictionResult>;

/** Of an uploaded picture. */
export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;

/**
 * Where a picture (PNG, JPEG or WebP) is sent, its bytes as they are, to ask a run's network about it; the key of the intent
 * as the header Idempotency-Key.
 */
export const picturePath = (runId: string) => `/api/pictures/${runId}`;

/** A tile of the validation split by its place. */
export const createPredictionInput = z.object({
  runId: z.uuid(),
  validationIndex: z.int().min(0),
  idempotencyKey,
});
export type CreatePredictionInput = z.infer<typeof createPredictionInput>;
