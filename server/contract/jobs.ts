import { z } from "zod";

// What the queue carries: ids only, so a job can never disagree with the database.
export const trainJobPayload = z.object({ runId: z.uuid() });
export const predictJobPayload = z.object({ predictionId: z.uuid() });

export const TRAIN_QUEUE = "train";
export const PREDICT_QUEUE = "predict";
