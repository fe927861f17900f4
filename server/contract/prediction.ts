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

/** An uploaded picture of 8 MB, as base64. */
export const MAX_IMAGE_BASE64_LENGTH = Math.ceil((8 * 1024 * 1024) / 3) * 4;

/** A tile of the validation split by its place, or a picture (PNG, JPEG or WebP). */
export const createPredictionInput = z
  .object({
    runId: z.uuid(),
    validationIndex: z.int().min(0).optional(),
    imageBase64: z.base64().min(1).max(MAX_IMAGE_BASE64_LENGTH, "The picture is larger than 8 MB").optional(),
  })
  .refine((input) => (input.validationIndex === undefined) !== (input.imageBase64 === undefined), {
    error: "Give either a tile or a picture",
  });
export type CreatePredictionInput = z.infer<typeof createPredictionInput>;
