import { z } from "zod";
import { taskAnswer } from "#models/tasks/answer.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { seriesWindow } from "./dataset.ts";

export const predictionResult = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  state: z.enum(["queued", "finished", "failed"]),
  validationIndex: z.int().nullable(),
  /** The class or value of what the split holds; null for an input of one's own. */
  actual: z.number().nullable(),
  answer: taskAnswer.nullable(),
  failure: z.string().nullable(),
});
export type PredictionResult = z.infer<typeof predictionResult>;

/**
 * Where a picture (JPEG, PNG, WebP, AVIF, TIFF or GIF) is sent, its bytes as they are, to ask a run's network about it; the key of the intent
 * as the header Idempotency-Key.
 */
export const picturePath = (runId: string) => `/api/pictures/${runId}`;

/**
 * Where rows of a table are sent, as CSV, to ask a run's network about the window that the last of them make; the key of the
 * intent as for pictures.
 */
export const windowPath = (runId: string) => `/api/windows/${runId}`;

/** The question, and the window as it was read. */
export const askedWindow = z.object({ prediction: predictionResult, window: seriesWindow });
export type AskedWindow = z.infer<typeof askedWindow>;

/** A tile of the validation split by its place. */
export const createPredictionInput = z.object({
  runId: z.uuid(),
  validationIndex: z.int().min(0),
  idempotencyKey,
});
export type CreatePredictionInput = z.infer<typeof createPredictionInput>;
