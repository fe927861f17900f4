import { z } from "zod";

/** What a process that measures the engine is told. */
export const engineMeasurementInput = z.object({
  kind: z.enum(["train", "evaluate"]),
  /** A preset's id. */
  net: z.string(),
  batchSize: z.int(),
  steps: z.int(),
});
export type EngineMeasurementInput = z.infer<typeof engineMeasurementInput>;

/** What it answers. */
export const engineMeasurement = z.object({
  imagesPerSecond: z.number(),
  /** The part of a step that prepares its batch, 0..1. */
  feedShare: z.number(),
  peakMemoryBytes: z.number(),
});
export type EngineMeasurement = z.infer<typeof engineMeasurement>;
